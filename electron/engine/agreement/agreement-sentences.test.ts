import { expect, test } from 'vitest';
import { agreementSentences } from './agreement-sentences.ts';

type Measured = Parameters<typeof agreementSentences>[0];

const estimate = (value: number, half: number, n: number) => ({
  estimate: value,
  low: value - half,
  high: value + half,
  se: null,
  observed: null,
  expected: null,
  n,
});

function measured(kappa: number, half: number, n: number, relevant: number): Measured {
  const own = estimate(kappa, half, n);
  return {
    n,
    left_out: {},
    anchoring: null,
    coefficients: {
      raw_agreement: estimate(0.5, 0.1, n),
      kappa: own,
      weighted_kappa: own,
      ac1: own,
      ac2: own,
      alpha: own,
    },
    diagnostics: {
      sensitivity: estimate(0.5, 0.2, relevant),
      specificity: estimate(0.5, 0.2, n - relevant),
      prevalence: estimate(relevant / n, 0.1, n),
      positive_predictive: estimate(0.5, 0.2, n),
      negative_predictive: estimate(0.5, 0.2, n),
    },
  };
}

test('an agreement that may be chance is said to be no better', () => {
  expect(agreementSentences(measured(0.03, 0.09, 1_076, 400), 'people', 'judge m')).toEqual([
    'They agree on 50.0 % of 1,076 pairs. κ is 0.03 (−0.06 to 0.12), not shown to be better than chance.',
  ]);
  expect(agreementSentences(measured(-0.3, 0.09, 1_076, 400), 'people', 'judge m')[0]).toContain(
    'κ is −0.30 (−0.39 to −0.21), worse than chance.',
  );
  expect(agreementSentences(measured(0.5, 0.09, 1_076, 400), 'people', 'judge m')[0]).toMatch(
    /κ is 0\.50 \(0\.41 to 0\.59\)\.$/,
  );
});

test('numbers are grouped, and one is one', () => {
  const [first, second] = agreementSentences(measured(0.4, 0.5, 200, 1), 'people', 'judge m');
  expect(first).toContain('too wide to say much. About 5,000 pairs rated by both would bring it to ±0.1.');
  expect(second).toBe(
    'Sensitivity rests on 1 pair: too few to say much; about 2,000 labelled pairs would hold 10 of them.',
  );
});
