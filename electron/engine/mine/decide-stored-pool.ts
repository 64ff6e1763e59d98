import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { DecidedPool, DecisionMaterial } from '../../../shared/mining/decide-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { idHashes } from './id-hashes.ts';
import { poolDecision } from './pool-decision.ts';
import { readPositiveCosines } from './positive-cosines.ts';

const neverAborted = { signal: new AbortController().signal };

/** Decides all of a stored pool. */
export async function decideStoredPool(
  workspace: Workspace,
  storedPool: StoredPool,
  settings: MiningSettings,
): Promise<DecidedPool> {
  return poolDecision(await decisionMaterial(workspace, storedPool, settings), settings).ofAll(neverAborted);
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
