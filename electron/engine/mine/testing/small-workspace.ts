import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../engine.ts';
import { silentLogger } from '../../log.ts';
import type { Task } from '../../task.ts';
import { createWorkspace } from '../../workspace/create-workspace.ts';
import { createWorkspaces } from '../../workspace/create-workspaces.ts';
import { storeRandomTeacher } from './random-teacher.ts';

export const quietTask: Task = { signal: new AbortController().signal, progress: () => {} };

/** An engine on two threads that keeps everything inside `folder`. */
export function engineIn(folder: string): Engine {
  const surroundings = {
    resourcesFolder: join(folder, 'resources'),
    cacheFolder: join(folder, 'cache'),
    threads: 2,
    device: 'cpu' as const,
    appVersion: '1.2.3',
    log: silentLogger,
  };
  return { surroundings, workspaces: createWorkspaces(surroundings) };
}

export type TemporaryEngine = {
  readonly folder: string;
  /** Where a workspace may be made. */
  readonly path: string;
  readonly engine: Engine;
  /** Closes its workspaces and removes the folder. */
  readonly remove: () => Promise<void>;
};

/** An engine in a folder of its own. */
export async function temporaryEngine(): Promise<TemporaryEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-engine-'));
  const engine = engineIn(folder);
  return {
    folder,
    path: join(folder, 'a.negscope'),
    engine,
    async remove() {
      await engine.workspaces.closeAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A workspace of 40 documents (the last one outside the corpus) and 12 queries, with the seeded random teacher `r`. Query i has
 * positives i and, when even, i + 20 in `train`; query 0 names document 39 a known negative; query 11 is in `dev` only. Two
 * negatives came with the data for each of the first five queries.
 */
export async function smallWorkspace(engine: Engine, path: string): Promise<void> {
  const workspace = await createWorkspace(path, { appVersion: '1.2.3', threads: 2 });
  await workspace.database.run(`
    INSERT INTO documents SELECT i, 'd' || i, 'title ' || i, 'text ' || i, i, i < 39, i FROM range(40) r(i);
    INSERT INTO queries SELECT i, 'q' || i, CASE WHEN i = 1 THEN ['other'] ELSE [] END, 'Question ' || i, -1, i FROM range(12) r(i);
    INSERT INTO qrels SELECT i, i, 1, 'train' FROM range(11) r(i);
    INSERT INTO qrels SELECT i, i + 20, 1, 'train' FROM range(0, 11, 2) r(i);
    INSERT INTO qrels VALUES (11, 11, 1, 'dev'), (0, 38, 0, 'train');
    INSERT INTO supplied_negatives SELECT i, 30 + i + n, 'train', 'data.jsonl', i + 1, n, CASE WHEN n = 0 THEN 0.5 END
      FROM range(5) r(i), range(2) s(n);
    INSERT INTO runs VALUES ('supplied', NULL, 'train', '{}', '{}', '', true, '{}', now()::TIMESTAMP, NULL);
    INSERT INTO meta VALUES ('data_hash', 'h');
  `);
  await workspace.close();
  await storeRandomTeacher(engine, path);
}
