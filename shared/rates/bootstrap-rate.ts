import type { Interval } from '../distributions/interval.ts';
import { textHash, uniformOfHashes } from '../random.ts';
import { quantile } from '../statistics/quantile.ts';
import { addToCell, cellWidth } from './cell-sums.ts';
import { collapseCells } from './collapse-cells.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { type RateKind, ratioOf } from './rate-kind.ts';
import { cellCount, regionOf } from './region.ts';
import { estimateCells } from './two-phase.ts';

/**
 * The check at rest of the linearised interval for queries like these: clusters drawn anew with replacement, the rate worked out again at the
 * same λ, percentiles of the replicates (Efron 1979; for clusters Field & Welsh 2007). Seeded; about a tenth of a second for 10,000 pairs
 * and 100 replicates. Null where fewer than half of the replicates have a rate.
 */
export function bootstrapRate(
  prepared: PreparedFrame,
  kind: RateKind,
  setting: number,
  lambda: number,
  options: { readonly seed: number; readonly replicates?: number; readonly level?: number },
): Interval | null {
  const { seed, replicates = 500, level = 0.95 } = options;
  const { frame } = prepared;
  const region = kind === 'selected' ? 'selected' : 'removed';
  const regions = kind === 'selected' ? 1 : 2;
  const members = membersOf(prepared, region, setting);
  const base = textHash('cluster-bootstrap');
  const values: number[] = [];
  const times = new Int32Array(frame.clusters);
  for (let replicate = 0; replicate < replicates; replicate++) {
    times.fill(0);
    for (let draw = 0; draw < frame.clusters; draw++) {
      const at = Math.floor(uniformOfHashes(seed, base + replicate, draw) * frame.clusters);
      times[at] = (times[at] ?? 0) + 1;
    }
    const sums = new Float64Array(cellCount(frame, region) * cellWidth);
    for (const { pair, cell } of members) {
      const count = times[frame.cluster[pair] ?? 0] ?? 0;
      if (count > 0) addToCell(sums, cell * cellWidth, prepared, pair, count);
    }
    const estimates = estimateCells(collapseCells(sums, frame.strata, regions));
    if (estimates.count === 0 || estimates.labelVariance.includes(Infinity)) continue;
    const line = ratioOf(kind, estimates, lambda);
    if (line !== null) values.push(Math.min(1, Math.max(0, line.value)));
  }
  if (values.length < replicates / 2) return null;
  const ascending = Float64Array.from(values).toSorted();
  const low = quantile(ascending, (1 - level) / 2);
  const high = quantile(ascending, (1 + level) / 2);
  return low === null || high === null ? null : { low, high };
}

function membersOf(
  prepared: PreparedFrame,
  region: 'selected' | 'removed',
  setting: number,
): readonly { readonly pair: number; readonly cell: number }[] {
  const { frame } = prepared;
  return Array.from(frame.entry, (_, pair) => {
    const part = regionOf(frame, region, pair, setting);
    return { pair, cell: part === 0 ? -1 : (part - 1) * frame.strata + (frame.stratum[pair] ?? 0) };
  }).filter(({ cell }) => cell >= 0);
}
