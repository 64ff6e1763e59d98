import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import {
  beginDecision,
  type DecidedPool,
  type DecisionMaterial,
} from '../../../shared/mining/decide-pool.ts';
import type { Task } from '../task.ts';
import { evenIfOthersCancel } from './even-if-others-cancel.ts';

/** A pool under a setting, decided as far as somebody looks at it: a screen of rows needs no hundred million candidates. */
export type PoolDecision = {
  /** With these rows decided; of others, only what no setting changes can be relied on. */
  readonly ofRows: (rows: Iterable<number>) => DecidedPool;
  /** With all rows decided. Rejects with the signal's reason when it is aborted; calls share the work. */
  readonly ofAll: (task: Pick<Task, 'signal'>) => Promise<DecidedPool>;
};

/** Candidates decided at once: some milliseconds, so that the engine answers others in between. */
const atOnce = 200_000;

/** Begins to decide a pool. Throws as `decidePool`. */
export function poolDecision(material: DecisionMaterial, settings: MiningSettings): PoolDecision {
  const { decided, decideUnits } = beginDecision(material, settings);
  const { pool, units } = decided;
  const isDecided = new Uint8Array(pool.queries.length);
  let whole: Promise<DecidedPool> | null = null;

  async function decideAll(signal: AbortSignal): Promise<DecidedPool> {
    const step = Math.max(1, Math.floor(atOnce / pool.poolSize));
    for (let unit = 0; unit < units.count; unit += step) {
      signal.throwIfAborted();
      decideUnits(unit, Math.min(units.count, unit + step));
      if (unit + step < units.count) await nextTurn();
    }
    isDecided.fill(1);
    return decided;
  }

  return {
    ofRows(rows) {
      for (const row of rows) {
        if (isDecided[row] !== 0) continue;
        decideUnits(units.offsets[row] ?? 0, units.offsets[row + 1] ?? 0);
        isDecided[row] = 1;
      }
      return decided;
    },
    ofAll: (task) =>
      evenIfOthersCancel(task, () => {
        whole ??= decideAll(task.signal).catch((error: unknown) => {
          whole = null;
          throw error;
        });
        return whole;
      }),
  };
}
