import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tQuantile } from '../distributions/student-t.ts';
import { humanLabel, judgeAnswer } from './labelled-frame.ts';
import { setRates } from './set-rates.ts';
import { frameOf } from './testing/frame-of.ts';

/** A pair that the judge answered, with the chance with which people were asked, and what they said (null: not asked). */
type Pair = {
  readonly part: 0 | 1;
  readonly judged: boolean;
  readonly chance: number;
  readonly said: boolean | null;
};

/** A set in two strata, all of it judged by one who is mostly right, a part of it labelled by chance. */
const sets = fc
  .array(
    fc.record({
      part: fc.constantFrom<0 | 1>(0, 1),
      isRelevant: fc.boolean(),
      errs: fc.constantFrom(true, false, false, false, false),
      chance: fc.constantFrom(0.3, 0.6),
      u: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    }),
    { minLength: 90, maxLength: 160 },
  )
  .map((rows) =>
    rows.map(({ part, isRelevant, errs, chance, u }): Pair => ({
      part,
      judged: isRelevant !== errs,
      chance,
      said: u < chance ? isRelevant : null,
    })),
  );

type Asked = Pair & { readonly said: boolean };
const isAsked = (pair: Pair): pair is Asked => pair.said !== null;

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

/**
 * The two-phase difference estimator with weights calibrated to each stratum's size, and PPI++'s λ, pair by pair; one disagreement is taken as
 * seen beside those that were.
 */
function byHand(set: readonly Pair[]) {
  let [people, judge, ownVariance, covariance, judgeVariance, spread, yeses, asked] = [
    0, 0, 0, 0, 0, 0, 0, 0,
  ];
  for (const part of [0, 1]) {
    const all = set.filter((pair) => pair.part === part);
    const some = all.filter(isAsked);
    const weight = (pair: Pair): number => 1 / pair.chance;
    const total = sum(some, weight);
    const scale = all.length / total;
    const said = sum(some, (pair) => weight(pair) * Number(pair.said)) / total;
    const judged = sum(some, (pair) => weight(pair) * Number(pair.judged)) / total;
    people += all.length * said;
    judge += all.length * (sum(all, ({ judged: yes }) => Number(yes)) / all.length - judged);
    const small = some.length / (some.length - 1);
    const own = (pair: Pair): number => scale * weight(pair) * (scale * weight(pair) - 1);
    // Where more were labelled than expected a calibrated weight may be below 1, its part below 0; a variance is not.
    ownVariance +=
      small *
      Math.max(
        0,
        sum(some, (pair) => own(pair) * (Number(pair.said) - said) ** 2),
      );
    covariance +=
      small * sum(some, (pair) => own(pair) * (Number(pair.said) - said) * (Number(pair.judged) - judged));
    judgeVariance +=
      small *
      Math.max(
        0,
        sum(some, (pair) => own(pair) * (Number(pair.judged) - judged) ** 2),
      );
    spread += Math.max(
      0,
      sum(some, (pair) => own(pair) * Number(pair.judged)),
    );
    const yes = some.filter((pair) => pair.judged);
    yeses += sum(yes, weight) ** 2 / sum(yes, (pair) => weight(pair) ** 2);
    asked += some.length;
  }
  const noise = judgeVariance + spread / yeses;
  const lambda = noise > 0 ? Math.min(1, Math.max(0, covariance / noise)) : 0;
  const degrees = asked - 2;
  const interval = (estimate: number, variance: number) => {
    const n = (estimate * (1 - estimate)) / (variance / set.length ** 2);
    const z = tQuantile(0.975, degrees);
    const centre = (estimate + (z * z) / (2 * n)) / (1 + (z * z) / n);
    const half = (z * Math.sqrt((estimate * (1 - estimate)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
    return { estimate, low: centre - half, high: centre + half };
  };
  const corrected = ownVariance - 2 * lambda * covariance + lambda * lambda * noise;
  const spent = lambda > 0 ? degrees / (degrees - 1) : 1;
  return {
    lambda,
    human: interval(people / set.length, ownVariance),
    corrected: interval((people + lambda * judge) / set.length, spent * corrected),
  };
}

const isTold = (set: readonly Pair[]): boolean =>
  [0, 1].every((part) => set.filter((pair) => pair.part === part && pair.said !== null).length >= 8) &&
  set.filter(({ said }) => said === true).length >= 10 &&
  set.filter(({ said }) => said === false).length >= 10 &&
  [0, 1].every((part) => set.some((pair) => pair.part === part && pair.said !== null && pair.judged)) &&
  set.some(({ said }) => said === null);

it('a rate and its interval are what the formulas give, pair by pair', () => {
  fc.assert(
    fc.property(sets.filter(isTold), (set) => {
      const frame = frameOf(
        set.map(({ part, judged, chance, said }) => ({
          stratum: part,
          answer: judged ? judgeAnswer.relevant : judgeAnswer.notRelevant,
          humanProbability: chance,
          label: said === null ? humanLabel.none : said ? humanLabel.relevant : humanLabel.notRelevant,
        })),
      );
      const { selected } = setRates(frame, 0, 'this-set');
      const oracle = byHand(set);
      // Beyond 0 and 1, or without a spread, people alone count, by an exact interval.
      fc.pre(oracle.corrected.estimate > 0 && oracle.corrected.estimate < 1);
      fc.pre(oracle.corrected.high - oracle.corrected.low > 0);
      expect(selected.corrected.lambda).toBeCloseTo(oracle.lambda, 9);
      for (const source of ['human', 'corrected'] as const) {
        for (const name of ['estimate', 'low', 'high'] as const)
          expect(selected[source][name]).toBeCloseTo(oracle[source][name], 9);
      }
      const share = sum(set, ({ judged }) => Number(judged)) / set.length;
      expect(selected.judge).toMatchObject({
        low: expect.closeTo(share, 12),
        high: expect.closeTo(share, 12),
      });
      const weighed = (said: boolean): number =>
        sum(set, (pair) => (pair.said === said ? 1 / pair.chance : 0));
      const right = (said: boolean): number =>
        sum(set, (pair) => (pair.said === said && pair.judged === said ? 1 / pair.chance : 0));
      const [sensitivity, specificity] = [right(true) / weighed(true), right(false) / weighed(false)];
      const plain = (share + specificity - 1) / (sensitivity + specificity - 1);
      const { estimate } = selected.rogan_gladen;
      expect(estimate ?? Math.min(1, Math.max(0, plain))).toBeCloseTo(Math.min(1, Math.max(0, plain)), 9);
    }),
  );
});
