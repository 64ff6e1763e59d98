import { effectiveNumber } from '../statistics/effective-number.ts';
import type { CollapsedCells } from './collapse-cells.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import type { RateKind } from './rate-kind.ts';
import { regionOf } from './region.ts';
import type { CellEstimates } from './two-phase.ts';

/**
 * How many clusters of one size the labels that a rate is a share of come from, by Kish's formula over their calibrated weights: what they
 * are worth for queries like these where all of a cluster's are alike. Where all labels say the same, nobody can see whether they are.
 */
export function effectiveClusters(
  prepared: PreparedFrame,
  kind: RateKind,
  setting: number,
  cells: CollapsedCells,
  estimates: CellEstimates,
): number {
  const { frame, humanWeight, relevant } = prepared;
  const region = kind === 'selected' ? 'selected' : 'removed';
  const totals = new Float64Array(frame.clusters);
  for (let i = 0; i < humanWeight.length; i++) {
    const weight = humanWeight[i] ?? 0;
    const own = weight > 0 ? regionOf(frame, region, i, setting) : 0;
    if (own === 0 || (kind !== 'selected' && (relevant[i] === 1) !== (kind === 'removed'))) continue;
    const cell = cells.cellOf[(own - 1) * frame.strata + (frame.stratum[i] ?? 0)] ?? 0;
    const cluster = frame.cluster[i] ?? 0;
    totals[cluster] = (totals[cluster] ?? 0) + weight * (estimates.humanScale[cell] ?? 0);
  }
  return effectiveNumber(totals);
}
