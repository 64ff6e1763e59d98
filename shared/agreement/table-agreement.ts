import { tQuantile } from '../distributions/student-t.ts';
import { type AgreementEstimate, undefinedEstimate } from './agreement-estimate.ts';
import { agreementWeights, type Weighting, type WeightMatrix } from './agreement-weights.ts';
import type { ConfusionTable } from './confusion-table.ts';
import { meanOverCells } from './linearised-spread.ts';
import { coefficientOfCells, type TableCoefficient } from './table-coefficient.ts';

/**
 * A coefficient from a plain sample's cells, with standard error and t interval (n − 1 degrees) as irrCAC gives them.
 * `weights`: a named weighting over the categories in order (1, 2, …), or a matrix.
 */
export function agreementOfTable(
  coefficient: TableCoefficient,
  table: ConfusionTable,
  weights: Weighting | WeightMatrix = 'identity',
  level = 0.95,
): AgreementEstimate {
  const q = table.categories.length;
  const matrix = weightMatrixFor(weights, q);
  const cells = coefficientOfCells(coefficient, table.shares, matrix, table.n);
  if ('reason' in cells) return undefinedEstimate(table.n, cells.reason, cells);
  const mean = meanOverCells(table.shares, cells.linearised);
  let variance = 0;
  for (let i = 0; i < table.shares.length; i++) {
    variance += (table.shares[i] ?? 0) * ((cells.linearised[i] ?? 0) - mean) ** 2;
  }
  // The difference of two squares would leave a spread of rounding where there is none.
  const apart = mean - cells.centre;
  if (Math.abs(apart) > 1e-9 * Math.abs(mean)) variance += apart * (mean + cells.centre);
  const se = Math.sqrt(Math.max(0, variance) / table.n);
  return withInterval(cells, se, table.n, level);
}

/** Grades or names, in order, as 1, 2, … under a named weighting; a matrix as it is. */
export function weightMatrixFor(weights: Weighting | WeightMatrix, q: number): WeightMatrix {
  if (typeof weights !== 'string') return weights;
  return agreementWeights(
    weights,
    Array.from({ length: q }, (_, index) => index + 1),
  );
}

/** Value, standard error and t interval, cut at 1; `df` defaults to n − 1. */
export function withInterval(
  cells: { readonly value: number; readonly observed: number; readonly expected: number },
  se: number,
  n: number,
  level: number,
  df = n - 1,
): AgreementEstimate {
  const { value, observed, expected } = cells;
  const common = { estimate: value, observed, expected, n };
  if (df < 1) {
    return {
      ...common,
      low: null,
      high: null,
      se: null,
      reason: 'One subject gives no interval; it takes two.',
    };
  }
  const half = tQuantile((1 + level) / 2, df) * se;
  return { ...common, low: value - half, high: Math.min(1, value + half), se };
}
