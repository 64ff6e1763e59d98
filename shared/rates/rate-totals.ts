import { cellField, cellWidth } from './cell-sums.ts';

/** Pairs behind a rate, over all its cells. */
export type RateTotals = {
  readonly pairs: number;
  readonly judged: number;
  readonly humans: number;
  readonly unreachable: number;
  /** Labelled, with nothing settled. */
  readonly missing: number;
  /** Labelled without any question to the judge: predictions do not correct these, so λ is 0 where there are any. */
  readonly unjudged: number;
};

/** Adds up the cells of a set. */
export function totalsOf(sums: Float64Array): RateTotals {
  let pairs = 0;
  let judged = 0;
  let humans = 0;
  let unreachable = 0;
  let missing = 0;
  let unjudged = 0;
  for (let at = 0; at < sums.length; at += cellWidth) {
    pairs += sums[at] ?? 0;
    judged += sums[at + cellField.judged] ?? 0;
    humans += sums[at + cellField.humans] ?? 0;
    unreachable += sums[at + cellField.unreachable] ?? 0;
    missing += sums[at + cellField.missing] ?? 0;
    unjudged += sums[at + cellField.unjudged] ?? 0;
  }
  return { pairs, judged, humans, unreachable, missing, unjudged };
}
