import type { View } from '../../../shared/ipc/view-calls.ts';
import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import type { Engine } from '../engine.ts';
import { labelsVersion } from '../labels/labels-version.ts';
import { createDecidedViews } from '../mine/decided-views.ts';
import { idHashes } from '../mine/id-hashes.ts';
import { preparePositiveCosines, readPositiveCosines } from '../mine/positive-cosines.ts';
import { createRecent, type Recent } from '../mine/recent.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { labelMask } from './label-mask.ts';
import { shareBeside, sharePool } from './share-arrays.ts';

/** A view's pool with all that counting reads, in memory that threads share. */
export type TuningPool = {
  readonly workspace: Workspace;
  readonly storedPool: StoredPool;
  readonly material: TuneMaterial;
  /** Names the material: another one when the pool, its labels or what the rules read is. */
  readonly key: string;
};

/** Finds or makes the pool of a view and shares its arrays. The last two are kept per workspace. */
export function createTuningMaterial(engine: Engine): (view: View, task: Task) => Promise<TuningPool> {
  const views = createDecidedViews(engine);
  const shelves = new WeakMap<Workspace, Recent<TuningPool>>();

  return async (view, task) => {
    const { settings } = view;
    const storedPool = await views.pool({ ...view, poolSize: settings.poolSize }, task);
    const workspace = await engine.workspaces.open(view.workspace);
    const labels = await labelsVersion(workspace);
    const draws = settings.select !== 'top';
    const cosines = settings.nearDuplicate !== null;
    if (cosines) await preparePositiveCosines(engine, workspace, storedPool, task);
    const shelf = shelves.get(workspace) ?? createRecent<TuningPool>(2);
    shelves.set(workspace, shelf);
    const key = JSON.stringify([storedPool.key, view.supplied, settings.poolSize, labels, draws, cosines]);
    return shelf.of(key, async () => {
      const beside = await shareBeside({
        ...(draws ? { idHashes: await idHashes(workspace) } : {}),
        ...(cosines ? { positiveCosines: await readPositiveCosines(workspace, storedPool) } : {}),
      });
      const pool = await sharePool(storedPool.pool, draws);
      const mask = await labelMask(workspace, storedPool.pool);
      // Without this promise, rows are looked at one by one; negatives that came with the data are in any order.
      return { workspace, storedPool, key, material: { pool, ...beside, labels: mask, ordered: false } };
    });
  };
}
