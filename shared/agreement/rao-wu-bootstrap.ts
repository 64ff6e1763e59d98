import { quantile } from '../statistics/quantile.ts';
import { hashUniform } from '../random.ts';
import type { Interval } from '../distributions/interval.ts';

/** What is drawn anew: units (clusters, or single pairs) within strata. */
export type BootstrapDesign = {
  /** Stratum of each pair, 0-based. */
  readonly stratum: Int32Array;
  /** Unit of each pair; units of different strata differ. Null: each pair is one. */
  readonly unit: Int32Array | null;
};

/**
 * The rescaling bootstrap of Rao & Wu (1988; Rao, Wu & Yue 1992): in each stratum with m units, m − 1 of them are drawn with
 * replacement and weights rescaled by m / (m − 1) times the draws. Percentile interval of `statistic(weights)`; replicates
 * where it is null are left out, and null is given when fewer than half remain. A stratum with one unit keeps it. Seeded.
 */
export function raoWuInterval(
  weights: Float64Array,
  design: BootstrapDesign,
  statistic: (weights: Float64Array) => number | null,
  options: { readonly seed: number; readonly replicates?: number; readonly level?: number },
): Interval | null {
  const { seed, replicates = 1000, level = 0.95 } = options;
  const strata = unitsByStratum(design, weights.length);
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = new Float64Array(weights.length);
    for (const [stratum, units] of strata) {
      const m = units.length;
      if (m === 1) {
        for (const i of units[0] ?? []) drawn[i] = weights[i] ?? 0;
        continue;
      }
      for (let draw = 0; draw < m - 1; draw++) {
        const at = Math.floor(hashUniform(seed, `${replicate}/${stratum}`, String(draw)) * m);
        for (const i of units[at] ?? []) drawn[i] = (drawn[i] ?? 0) + ((weights[i] ?? 0) * m) / (m - 1);
      }
    }
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  if (values.length < replicates / 2) return null;
  const ascending = Float64Array.from(values).toSorted();
  const low = quantile(ascending, (1 - level) / 2);
  const high = quantile(ascending, (1 + level) / 2);
  return low === null || high === null ? null : { low, high };
}

function unitsByStratum(
  design: BootstrapDesign,
  count: number,
): ReadonlyMap<number, readonly (readonly number[])[]> {
  const strata = new Map<number, Map<number, number[]>>();
  for (let i = 0; i < count; i++) {
    const stratum = design.stratum[i] ?? 0;
    const units = strata.get(stratum) ?? new Map<number, number[]>();
    strata.set(stratum, units);
    const key = design.unit?.[i] ?? i;
    const unit = units.get(key) ?? [];
    units.set(key, unit);
    unit.push(i);
  }
  return new Map([...strata].map(([stratum, units]) => [stratum, [...units.values()]]));
}
