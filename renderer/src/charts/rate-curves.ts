import type { RateRow, RatesBySource } from '../../../shared/ipc/rate-calls.ts';
import { headlineRate } from '../../../shared/rates/headline-rate.ts';

/** Shares of 1 at each value of a grid; NaN where there is no rate. */
export type RateCurves = {
  readonly estimate: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly judge: Float64Array;
};

/** Rows put on a curve's places; a place without a row of its own has no rate. */
export function rateCurves(rows: readonly RateRow[], grid: Float64Array): RateCurves {
  const byValue = new Map(rows.map((row) => [row.value, row.selected]));
  const curve = (of: (rates: RatesBySource) => number | null): Float64Array =>
    grid.map((value) => {
      const rates = byValue.get(value);
      return rates === undefined ? Number.NaN : (of(rates) ?? Number.NaN);
    });
  return {
    estimate: curve((rates) => headlineRate(rates).rate.estimate),
    low: curve((rates) => headlineRate(rates).rate.low),
    high: curve((rates) => headlineRate(rates).rate.high),
    judge: curve((rates) => rates.judge.estimate),
  };
}
