import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { decidePool, type DecidedPool, type DecisionMaterial } from '../../../shared/mining/decide-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { idHashes } from './id-hashes.ts';
import { readPositiveCosines } from './positive-cosines.ts';

/** Decides a stored pool. */
export async function decideStoredPool(
  workspace: Workspace,
  storedPool: StoredPool,
  settings: MiningSettings,
): Promise<DecidedPool> {
  return decidePool(await decisionMaterial(workspace, storedPool, settings), settings);
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
