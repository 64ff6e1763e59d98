import type { Summary } from '../domain/report.ts';
import { quantile } from './quantile.ts';

/** Count, mean, sample deviation (n − 1; null below two values) and type 7 quantiles; nulls for no values. No NaN among them. */
export function summaryOf(values: Float64Array): Summary {
  const n = values.length;
  const ascending = values.toSorted();
  let sum = 0;
  for (const value of ascending) sum += value;
  const mean = n === 0 ? null : sum / n;
  let squares = 0;
  for (const value of ascending) squares += (value - (mean ?? 0)) ** 2;
  return {
    n,
    mean,
    std: n < 2 ? null : Math.sqrt(squares / (n - 1)),
    min: quantile(ascending, 0),
    p25: quantile(ascending, 0.25),
    p50: quantile(ascending, 0.5),
    p75: quantile(ascending, 0.75),
    max: quantile(ascending, 1),
  };
}
