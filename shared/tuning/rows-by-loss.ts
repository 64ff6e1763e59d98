import type { MiningSettings } from '../domain/mining-settings.ts';
import { infoNce } from '../loss/info-nce.ts';
import { decidePool } from '../mining/decide-pool.ts';
import { isInside, type TuneMaterial, type TuneRange } from './tune-request.ts';

/** 1 for each row that has a unit whose InfoNCE under `settings` lies in `range`; units without anchor or negatives have none. */
export function rowsByLoss(
  material: TuneMaterial,
  settings: MiningSettings,
  temperature: number,
  range: TuneRange,
): Uint8Array<ArrayBuffer> {
  const decided = decidePool(material, settings);
  const { pool, units } = decided;
  const rows = new Uint8Array(pool.queries.length);
  const scores = new Float64Array(settings.numNegatives);
  const unitLoss = { loss: 0, weight: 0 };
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const count = decided.selectedCounts[unit] ?? 0;
    if (count === 0) continue;
    for (let i = 0; i < count; i++) {
      const column = decided.selected[unit * settings.numNegatives + i] ?? 0;
      scores[i] = pool.scores[row * pool.poolSize + column] ?? 0;
    }
    infoNce(units.anchorScores[unit] ?? Number.NaN, scores, count, temperature, unitLoss);
    if (isInside(range, unitLoss.loss)) rows[row] = 1;
  }
  return rows;
}
