import { tQuantile } from '../distributions/student-t.ts';
import { wilson } from '../distributions/wilson.ts';
import { type AgreementEstimate, nobodyRated, undefinedEstimate, weightless } from './agreement-estimate.ts';
import type { RatedPairs } from './confusion-table.ts';
import { unitTotals } from './unit-totals.ts';

/** How a judge does as a test for what the human says. Shares of the named population. */
export type Diagnostics = {
  /** Of what the human calls relevant, the share that the judge calls so. */
  readonly sensitivity: AgreementEstimate;
  /** Of what the human calls not relevant, the share that the judge calls so. */
  readonly specificity: AgreementEstimate;
  /** Share that the human calls relevant. */
  readonly prevalence: AgreementEstimate;
  /** Of what the judge calls relevant, the share that is. */
  readonly positivePredictive: AgreementEstimate;
  /** Of what the judge calls not relevant, the share that is not. */
  readonly negativePredictive: AgreementEstimate;
};

/**
 * From pairs whose categories are 1 (relevant) and 0; `first` is the human. Each is a weighted share among a part of the
 * pairs: Wilson's interval at the effective n of the linearised variance, never more than the pairs there are (Korn &
 * Graubard 1998), with the t quantile of the units.
 */
export function diagnosticsOf(pairs: RatedPairs, level = 0.95): Diagnostics {
  const share = (
    of: (i: number) => boolean,
    yes: (i: number) => boolean,
    nobody: string,
  ): AgreementEstimate => shareAmong(pairs, of, yes, nobody, level);
  const human = (i: number): boolean => pairs.first[i] === 1;
  const judge = (i: number): boolean => pairs.second[i] === 1;
  const not =
    (is: (i: number) => boolean) =>
    (i: number): boolean =>
      !is(i);
  return {
    sensitivity: share(
      human,
      judge,
      'No pair in the sample is relevant by the labels taken as the truth; it takes some to see what the other rater finds.',
    ),
    specificity: share(
      not(human),
      not(judge),
      'Every pair in the sample is relevant by the labels taken as the truth; it takes others to see what the other rater rejects.',
    ),
    prevalence: share(() => true, human, nobodyRated),
    positivePredictive: share(judge, human, 'The other rater calls no pair in the sample relevant.'),
    negativePredictive: share(
      not(judge),
      not(human),
      'The other rater calls every pair in the sample relevant.',
    ),
  };
}

/** The share of pairs on which both say the same, as a share of the named population. */
export function agreedShare(pairs: RatedPairs, level = 0.95): AgreementEstimate {
  const agree = (i: number): boolean => pairs.first[i] === pairs.second[i];
  return shareAmong(pairs, () => true, agree, nobodyRated, level);
}

function shareAmong(
  pairs: RatedPairs,
  of: (i: number) => boolean,
  yes: (i: number) => boolean,
  nobody: string,
  level: number,
): AgreementEstimate {
  const part = [...pairs.first.keys()].filter(of);
  const n = part.length;
  if (pairs.first.length === 0) return undefinedEstimate(0, nobodyRated);
  if (n === 0) return undefinedEstimate(0, nobody);
  const weights = Float64Array.from(part, (i) => pairs.weight[i] ?? 0);
  const answers = Float64Array.from(part, (i) => (yes(i) ? 1 : 0));
  const cluster = pairs.cluster === null ? null : Int32Array.from(part, (i) => pairs.cluster?.[i] ?? 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return undefinedEstimate(n, weightless);
  const value = weights.reduce((sum, weight, k) => sum + weight * (answers[k] ?? 0), 0) / total;
  const kish = total ** 2 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const { totals } = unitTotals(
    answers.map((answer) => answer - value),
    weights,
    cluster,
  );
  const units = totals.length;
  const variance = totals.reduce((sum, part_) => sum + part_ * part_, 0) / total ** 2;
  const effective = variance > 0 ? Math.min(kish, n, (value * (1 - value)) / variance) : Math.min(kish, n);
  const { low, high } = wilson(value, effective, tQuantile((1 + level) / 2, Math.max(1, units - 1)));
  return { estimate: value, low, high, se: Math.sqrt(variance), observed: null, expected: null, n };
}
