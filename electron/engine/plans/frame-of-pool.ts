import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { DecisionMaterial } from '../../../shared/mining/decide-pool.ts';
import { beginFrame, type FramePairs } from '../../../shared/sampling-plan/frame-pairs.ts';
import type { LooseningGrid } from '../../../shared/tuning/grid-entry.ts';

/** Candidates looked at between two turns: some tens of milliseconds. */
const atOnce = 100_000;

/** `framePairs` of a pool of any size: the engine answers others in between. */
export async function frameOfPool(
  material: DecisionMaterial,
  settings: MiningSettings,
  grid: LooseningGrid,
): Promise<FramePairs> {
  const { queries, poolSize } = material.pool;
  const frame = beginFrame(material, settings, grid);
  const step = Math.max(1, Math.floor(atOnce / poolSize));
  for (let row = 0; row < queries.length; row += step) {
    await nextTurn();
    frame.addRows(Math.min(queries.length, row + step));
  }
  return frame.close();
}
