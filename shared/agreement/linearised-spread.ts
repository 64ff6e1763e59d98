import type { RatedPairs } from './confusion-table.ts';
import { unitTotals } from './unit-totals.ts';

/** The mean of a number for each cell, over cell shares that sum to 1. */
export function meanOverCells(shares: Float64Array, values: Float64Array): number {
  return shares.reduce((sum, share, cell) => sum + share * (values[cell] ?? 0), 0);
}

/**
 * Variance of the ratio Σ w u / Σ w over rated pairs, between clusters (or single pairs), where u is a number for each cell, apart from
 * its mean (Särndal, Swensson & Wretman 1992, 5.5). With one unit 0.
 */
export function varianceBetweenUnits(
  apart: Float64Array,
  { first, second, weight, cluster }: RatedPairs,
): { readonly variance: number; readonly units: number } {
  const q = Math.sqrt(apart.length);
  const values = Float64Array.from(first, (own, i) => apart[own * q + (second[i] ?? 0)] ?? 0);
  const { totals, weight: whole } = unitTotals(values, weight, cluster);
  const units = totals.length;
  const squares = totals.reduce((sum, total) => sum + total * total, 0);
  return { variance: units < 2 ? 0 : ((units / (units - 1)) * squares) / whole ** 2, units };
}
