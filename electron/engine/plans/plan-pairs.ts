import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { uniformsOfQuery } from '../../../shared/random.ts';
import { framePairsInPieces, type FramePairs } from '../../../shared/sampling-plan/frame-pairs.ts';
import { frameStrataInPieces, type FrameStrata } from '../../../shared/sampling-plan/frame-strata.ts';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { defaultGrid } from '../../../shared/tuning/default-grid.ts';
import { looseningGrid, type LooseningGrid } from '../../../shared/tuning/grid-entry.ts';
import { parameterOf } from '../../../shared/tuning/slider.ts';
import { tuneExtent } from '../../../shared/tuning/tune-frame.ts';
import type { Engine } from '../engine.ts';
import { inTurns } from '../in-turns.ts';
import { decisionMaterial } from '../mine/decide-stored-pool.ts';
import { createDecidedViews, type DecidedViews } from '../mine/decided-views.ts';
import { idHashes } from '../mine/id-hashes.ts';
import { preparePositiveCosines } from '../mine/positive-cosines.ts';
import { createRecent, type Recent } from '../mine/recent.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { pairPlaces, type PairPlaces } from './pair-places.ts';
import { poolClusters } from './pool-clusters.ts';

/** The pairs of a declared grid, before anything is known about them. */
export type PlanPairs = {
  readonly workspace: Workspace;
  readonly split: string;
  readonly source: PlanSource;
  readonly pairs: FramePairs;
  readonly strata: FrameStrata;
  /** Cluster of queries of each entry; `clusters` counts also those without a pair. */
  readonly clusterOfEntry: Int32Array;
  readonly clusters: number;
  /** Number of pairs; `firstEntry[p]` to `firstEntry[p + 1]` are the entries of pair p. */
  readonly count: number;
  readonly firstEntry: Int32Array;
  /** By pair: query and document index, and the permanent random number. */
  readonly query: Int32Array;
  readonly document: Int32Array;
  readonly uniform: Float64Array;
  /** Queries of the pool. */
  readonly queries: number;
  /** Pair by `pairKey`. */
  readonly places: PairPlaces;
};

/** What the pairs were chosen from. */
export type PlanSource = {
  readonly storedPool: StoredPool;
  /** Null for negatives that came with the data. */
  readonly teacher: string | null;
  readonly settings: MiningSettings;
};

/** Pairs over a declared grid. */
export type GridPlan = PlanPairs & { readonly grid: LooseningGrid };

type Kept = { readonly views: DecidedViews; readonly plans: WeakMap<Workspace, Recent<GridPlan>> };
const kept = new WeakMap<Engine, Kept>();

/** The frame of a view over its grid. The last few are kept: labels change more often than what is mined. */
export async function planPairs(engine: Engine, view: RatedView, task: Task): Promise<GridPlan> {
  const own = kept.get(engine) ?? { views: createDecidedViews(engine), plans: new WeakMap() };
  kept.set(engine, own);
  const { settings, slider } = view;
  const storedPool = await own.views.pool({ ...view, poolSize: settings.poolSize }, task);
  const workspace = await engine.workspaces.open(view.workspace);
  if (settings.nearDuplicate !== null) await preparePositiveCosines(engine, workspace, storedPool, task);
  const shelf = own.plans.get(workspace) ?? createRecent<GridPlan>(4);
  own.plans.set(workspace, shelf);
  const { pool, split } = storedPool;
  const values = view.grid ?? defaultGrid(slider, pool.poolSize, tuneExtent(pool, settings, null).score);
  const key = JSON.stringify([
    storedPool.key,
    view.supplied,
    { ...settings, [parameterOf(slider)]: null },
    slider,
    Array.from(values),
  ]);
  return shelf.of(key, async () => {
    const grid = looseningGrid(slider, values);
    const material = await decisionMaterial(workspace, storedPool, settings);
    const teacher = view.supplied === undefined ? view.teacher : null;
    const source = { storedPool, teacher, settings };
    const pairs = await inTurns(framePairsInPieces(material, settings, grid));
    return { ...(await withPairs(workspace, split, source, pairs)), grid };
  });
}

/** Pairs looked up between two turns: some tens of milliseconds. */
const atOnce = 200_000;

/** What the pairs of a pool need beside their selection: ids, permanent numbers, strata and clusters. */
export async function withPairs(
  workspace: Workspace,
  split: string,
  source: PlanSource,
  pairs: FramePairs,
): Promise<PlanPairs> {
  const { pool } = source.storedPool;
  const hashes = await idHashes(workspace);
  const count = pairs.parts?.pairs ?? pairs.entry.length;
  const firstEntry = new Int32Array(count + 1).fill(pairs.entry.length, count);
  for (let i = pairs.entry.length - 1; i >= 0; i--) firstEntry[pairs.parts?.pair[i] ?? i] = i;
  const query = new Int32Array(count);
  const document = new Int32Array(count);
  const uniform = new Float64Array(count);
  let row = -1;
  let uniformOf: (documentHash: number) => number = () => 0;
  for (let pair = 0; pair < count; pair++) {
    if (pair % atOnce === 0) await nextTurn();
    const entry = firstEntry[pair] ?? 0;
    const ownRow = pairs.row[entry] ?? 0;
    const ownQuery = pool.queries[ownRow] ?? 0;
    const ownDocument = pool.documents[ownRow * pool.poolSize + (pairs.rank[entry] ?? 1) - 1] ?? -1;
    if (ownRow !== row) {
      row = ownRow;
      uniformOf = uniformsOfQuery(0, hashes.queries[ownQuery] ?? 0);
    }
    query[pair] = ownQuery;
    document[pair] = ownDocument;
    uniform[pair] = uniformOf(hashes.documents[ownDocument] ?? 0);
  }
  const { clusterOfRow, clusters } = await poolClusters(workspace, pool);
  const clusterOfEntry = pairs.row.map((one) => clusterOfRow[one] ?? 0);
  await nextTurn();
  const strata = await inTurns(frameStrataInPieces(pairs));
  await nextTurn();
  return {
    clusterOfEntry,
    clusters,
    workspace,
    split,
    source,
    pairs,
    strata,
    count,
    firstEntry,
    query,
    document,
    uniform,
    queries: pool.queries.length,
    places: pairPlaces(query, document),
  };
}

/** A column by pair as one by entry of the frame. */
export function byEntry({ pairs: { parts } }: Pick<PlanPairs, 'pairs'>, column: Float64Array): Float64Array {
  return parts === null ? column : Float64Array.from(parts.pair, (pair) => column[pair] ?? 0);
}
