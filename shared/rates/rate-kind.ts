import type { Influence } from './cluster-products.ts';
import type { CellEstimates } from './two-phase.ts';

/** `selected`: false negatives among the selected. `removed`, `lost`: of the baseline's false (true) negatives, those no longer selected. */
export const rateKinds = ['selected', 'removed', 'lost'] as const;
export type RateKind = (typeof rateKinds)[number];

/** A rate at one λ: its value, the counts behind it, and what moves it. */
export type RatioLine = {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly influence: Influence;
};

/** The rate from estimated totals; null where the denominator is not above 0. */
export function ratioOf(kind: RateKind, estimates: CellEstimates, lambda: number): RatioLine | null {
  const totals = [0, 0];
  const pairs = [0, 0];
  let slope = 0;
  for (let c = 0; c < estimates.count; c++) {
    const r = estimates.region[c] === 1 ? 0 : 1;
    const n = estimates.pairs[c] ?? 0;
    const shift = (estimates.meanJudged[c] ?? 0) - (estimates.meanLabelled[c] ?? 0);
    totals[r] = (totals[r] ?? 0) + n * ((estimates.meanLabel[c] ?? 0) + lambda * shift);
    pairs[r] = (pairs[r] ?? 0) + n;
    slope += n * shift;
  }
  const [first = 0, second = 0] = totals;
  const [n1 = 0, n2 = 0] = pairs;
  if (kind === 'selected') {
    if (n1 <= 0) return null;
    const value = first / n1;
    const base = value - (lambda * slope) / n1;
    return {
      value,
      numerator: first,
      denominator: n1,
      influence: { coefficient: [1 / n1, 0], shift: base, shiftSlope: -slope / n1 },
    };
  }
  const numerator = kind === 'removed' ? first : n1 - first;
  const denominator = kind === 'removed' ? first + second : n1 - first + (n2 - second);
  if (!(denominator > 1e-9)) return null;
  const value = numerator / denominator;
  const sign = kind === 'removed' ? 1 : -1;
  return {
    value,
    numerator,
    denominator,
    influence: {
      coefficient: [(sign * (1 - value)) / denominator, (-sign * value) / denominator],
      shift: kind === 'removed' ? 0 : 1,
      shiftSlope: 0,
    },
  };
}
