import type { View } from '../../../shared/ipc/view-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { preparePool } from '../pools/prepare-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Task } from '../task.ts';
import { findTeacherRow } from '../teachers/teacher-rows.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { decisionMaterial } from './decide-stored-pool.ts';
import { evenIfOthersCancel } from './even-if-others-cancel.ts';
import { poolDecision, type PoolDecision } from './pool-decision.ts';
import { preparePositiveCosines } from './positive-cosines.ts';
import { prepareSuppliedPool } from './prepare-supplied-pool.ts';
import { createRecent, type Recent } from './recent.ts';
import type { ListedRows } from './row-order.ts';

/** A pool under a setting that is on screen, with the orders of its rows that were asked for. */
export type DecidedView = {
  readonly workspace: Workspace;
  readonly storedPool: StoredPool;
  readonly settings: View['settings'];
  readonly decision: PoolDecision;
  /** Pool rows in a table's order, by what the table was asked for. */
  readonly orders: Recent<ListedRows>;
  /** Which of them a table shows (`shownRows`). */
  readonly shown: Recent<Uint8Array | null>;
};

export type DecidedViews = {
  readonly pool: (choice: PoolChoice, task: Task) => Promise<StoredPool>;
  readonly decided: (view: View, task: Task) => Promise<DecidedView>;
};

type PoolChoice = Pick<View, 'workspace' | 'teacher' | 'split' | 'supplied'> & { readonly poolSize: number };

type Shelf = { readonly pools: Recent<StoredPool>; readonly views: Recent<DecidedView> };

/**
 * The last few pools and decisions of each workspace, so that paging, sorting and looking at one query decide nothing twice.
 * Keys hold the teacher's fingerprint: one that was added anew is another teacher.
 */
export function createDecidedViews(engine: Engine): DecidedViews {
  const shelves = new WeakMap<Workspace, Shelf>();

  function shelfOf(workspace: Workspace): Shelf {
    const shelf = shelves.get(workspace) ?? { pools: createRecent(2), views: createRecent(4) };
    shelves.set(workspace, shelf);
    return shelf;
  }

  async function located({ workspace: path, teacher, split, poolSize, supplied }: PoolChoice) {
    const workspace = await engine.workspaces.open(path);
    const scorer = scorerOf({ teacher, supplied });
    const row = scorer === null ? null : await findTeacherRow(workspace, scorer);
    if (scorer !== null && row === null) {
      throw new AppError('not-found', `no teacher "${teacher}" in ${workspace.path}`);
    }
    return { workspace, key: JSON.stringify([teacher, row?.summary.fingerprint, split, poolSize, supplied]) };
  }

  async function pool(choice: PoolChoice, task: Task): Promise<StoredPool> {
    const { workspace, key } = await located(choice);
    const { teacher, split, poolSize, supplied } = choice;
    const make = (): Promise<StoredPool> =>
      supplied === undefined
        ? preparePool(engine, workspace, teacher, split, poolSize, task)
        : prepareSuppliedPool(engine, workspace, scorerOf(choice), supplied, task);
    return evenIfOthersCancel(task, () => shelfOf(workspace).pools.of(key, make));
  }

  return {
    pool,
    async decided(view, task) {
      const { settings } = view;
      const choice = { ...view, poolSize: settings.poolSize };
      const { workspace, key } = await located(choice);
      task.signal.throwIfAborted();
      const make = async (): Promise<DecidedView> => {
        const storedPool = await pool(choice, task);
        if (settings.nearDuplicate !== null)
          await preparePositiveCosines(engine, workspace, storedPool, task);
        const decision = poolDecision(await decisionMaterial(workspace, storedPool, settings), settings);
        const [orders, shown] = [createRecent<ListedRows>(8), createRecent<Uint8Array | null>(8)];
        return { workspace, storedPool, settings, decision, orders, shown };
      };
      const viewKey = `${key}${JSON.stringify(settings)}`;
      return evenIfOthersCancel(task, () => shelfOf(workspace).views.of(viewKey, make));
    },
  };
}

/** Null where the data's own scores decide: reports of such runs name no teacher. */
function scorerOf({ teacher, supplied }: Pick<View, 'teacher' | 'supplied'>): string | null {
  return supplied !== undefined && teacher === '' ? null : teacher;
}
