import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import {
  beginDecision,
  type DecidedPool,
  type DecisionMaterial,
} from '../../../shared/mining/decide-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { idHashes } from './id-hashes.ts';
import { readPositiveCosines } from './positive-cosines.ts';

/** Candidates decided at once: some milliseconds, so that the engine answers others in between. */
const atOnce = 200_000;

/** Decides a stored pool; rejects with the signal's reason when it is aborted. */
export async function decideStoredPool(
  workspace: Workspace,
  storedPool: StoredPool,
  settings: MiningSettings,
  signal?: AbortSignal,
): Promise<DecidedPool> {
  const { decided, decideUnits } = beginDecision(
    await decisionMaterial(workspace, storedPool, settings),
    settings,
  );
  const { count } = decided.units;
  const step = Math.max(1, Math.floor(atOnce / decided.pool.poolSize));
  for (let unit = 0; unit < count; unit += step) {
    signal?.throwIfAborted();
    decideUnits(unit, Math.min(count, unit + step));
    if (unit + step < count) await new Promise(setImmediate);
  }
  return decided;
}

/** A stored pool with what the setting needs beside it: hashes of ids for draws, cosines to positives for `near-duplicate`. */
export async function decisionMaterial(
  workspace: Workspace,
  storedPool: StoredPool,
  settings: MiningSettings,
): Promise<DecisionMaterial> {
  return {
    pool: storedPool.pool,
    ...(settings.select === 'top' ? {} : { idHashes: await idHashes(workspace) }),
    positiveCosines:
      settings.nearDuplicate === null ? null : await readPositiveCosines(workspace, storedPool),
  };
}
