import type { AgreementEstimate } from './agreement-estimate.ts';
import type { RatedPairs } from './confusion-table.ts';

/**
 * κ and α with a category that either rater used and never both for the same pair ("relevant", where both say it seldom): there they hardly
 * change with the cells, so that the linearised interval is far too narrow, and one pair on which both say it changes everything.
 * (Seen: a judge that answers at random, 5 % relevant, 100 pairs: κ's interval covers 0 in 36 % of the samples, lying below it in the
 * others.) Then the interval reaches over that of the same pairs with one such pair more, and covers it in 99 %; the idea is Agresti and Coull's (1998)
 * added success.
 */
export function openWhereNeverShared(
  estimate: AgreementEstimate,
  pairs: RatedPairs,
  measure: (pairs: RatedPairs) => AgreementEstimate,
): AgreementEstimate {
  const { low, high } = estimate;
  const missed = neverShared(pairs);
  if (low === null || high === null || missed.length === 0) return estimate;
  const other = measure(withShared(pairs, missed));
  return { ...estimate, low: Math.min(low, other.low ?? low), high: Math.max(high, other.high ?? high) };
}

/** Categories that either rater used, and both for no pair. */
function neverShared({ first, second, weight }: RatedPairs): readonly number[] {
  const used = new Set<number>();
  const shared = new Set<number>();
  first.forEach((own, i) => {
    const other = second[i] ?? 0;
    if (!((weight[i] ?? 0) > 0)) return;
    used.add(own).add(other);
    if (own === other) shared.add(own);
  });
  return [...used].filter((category) => !shared.has(category));
}

/** A pair more for each of these categories, of mean weight and in a cluster of its own. */
function withShared({ first, second, weight, cluster }: RatedPairs, missed: readonly number[]): RatedPairs {
  const mean = weight.reduce((sum, own) => sum + own, 0) / weight.length;
  const next = cluster === null ? 0 : cluster.reduce((most, own) => Math.max(most, own), -1) + 1;
  return {
    first: Uint8Array.from([...first, ...missed]),
    second: Uint8Array.from([...second, ...missed]),
    weight: Float64Array.from([...weight, ...missed.map(() => mean)]),
    cluster: cluster === null ? null : Int32Array.from([...cluster, ...missed.map((_, k) => next + k)]),
  };
}
