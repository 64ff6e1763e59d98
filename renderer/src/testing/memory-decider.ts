import { noShortPools, type MiningReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { decidePool, type DecidedPool } from '../../../shared/mining/decide-pool.ts';
import { miningReport } from '../../../shared/mining/mining-report.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { textHash } from '../../../shared/random.ts';
import type { Pools, World } from './world.ts';

/** Pools of a world in memory, decided by the real rules. */
export type MemoryDecider = {
  readonly prepare: (split: string, poolSize: number) => Pool;
  /** Throws `not-found` for a pool that is not prepared. */
  readonly decide: (view: Pick<View, 'split' | 'settings'>) => DecidedPool;
  readonly report: (view: Pick<View, 'split' | 'settings'>) => MiningReport;
};

/** What is said to have been left out of every pool. */
export function inventedExclusions(pool: Pool): Record<string, number> {
  return { positive: pool.positives.scores.length, 'duplicate-text': 3 };
}

export function memoryDecider(world: World, poolOf: Pools): MemoryDecider {
  const pools = new Map<string, Pool>();
  const idHashes = {
    documents: Float64Array.from(world.documents, ({ id }) => textHash(id)),
    queries: Float64Array.from(world.queries, ({ id }) => textHash(id)),
  };
  function decide({ split, settings }: Pick<View, 'split' | 'settings'>): DecidedPool {
    const pool = pools.get(`${split}:${settings.poolSize}`);
    if (!pool) throw new AppError('not-found', 'the pool is not prepared');
    return decidePool({ pool, idHashes, positiveCosines: null }, settings);
  }
  return {
    prepare(split, poolSize) {
      const pool = poolOf(split, poolSize);
      pools.set(`${split}:${poolSize}`, pool);
      return pool;
    },
    decide,
    report(view) {
      const decided = decide(view);
      return miningReport(decided, {
        excluded: inventedExclusions(decided.pool),
        shortPools: noShortPools,
      });
    },
  };
}
