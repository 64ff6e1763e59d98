import type { Workspace } from '../workspace/workspace.ts';
import type { StoredPool } from './stored-pool.ts';

/** Pools kept per open workspace; a million candidates are 8 MB. */
const kept = 3;

const pools = new WeakMap<Workspace, Map<string, Promise<StoredPool>>>();

/** The pool from memory, else from `read`, which is asked once however many callers wait; a failure is not kept. */
export function rememberedPool(
  workspace: Workspace,
  key: string,
  read: () => Promise<StoredPool>,
): Promise<StoredPool> {
  const known = pools.get(workspace)?.get(key);
  const pool = known ?? read();
  keep(workspace, key, pool);
  return pool;
}

/** Keeps a pool that was just made. */
export function rememberPool(workspace: Workspace, key: string, pool: StoredPool): void {
  keep(workspace, key, Promise.resolve(pool));
}

function keep(workspace: Workspace, key: string, pool: Promise<StoredPool>): void {
  const own = pools.get(workspace) ?? new Map<string, Promise<StoredPool>>();
  pools.set(workspace, own);
  // A map iterates in the order of insertion: the one used last goes to its end.
  own.delete(key);
  own.set(key, pool);
  pool.catch(() => own.get(key) === pool && own.delete(key));
  for (const oldest of own.keys()) {
    if (own.size <= kept) break;
    own.delete(oldest);
  }
}
