import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../log.ts';
import { createWorkspace } from './create-workspace.ts';
import { createWorkspaces } from './create-workspaces.ts';
import type { Database } from './database.ts';
import { readHolder } from './holder.ts';
import { openWorkspace } from './open-workspace.ts';

const options = { appVersion: '1.2.3', threads: 2 };

/** Two documents with equal text, one outside the corpus; two queries, three labels in two splits. */
async function fill(database: Database): Promise<void> {
  await database.run(`
    INSERT INTO documents VALUES (1, 'b', '', 'x', 0, true, 1), (0, 'a', '', 'x', 0, true, 0), (2, 'c', '', 'y', 2, false, NULL);
    INSERT INTO queries VALUES (0, 'q0', [], 'x', 0, 0), (1, 'q1', ['q9'], 'z', -1, 1), (2, 'q2', [], 'w', -1, 2);
    INSERT INTO qrels VALUES (2, 1, 2, 'train'), (2, 0, 0.5, 'train'), (2, 2, 1, 'dev'), (0, 0, 0, 'train');
    INSERT INTO meta VALUES ('data_hash', 'h');
  `);
}

describe('workspace', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-workspace-'));
    path = join(folder, 'a.negscope');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives the data set as flat arrays, labels sorted by query, split and document', async () => {
    const workspace = await createWorkspace(path, options);
    await fill(workspace.database);
    await workspace.close();
    const reopened = await openWorkspace(path, options);
    const dataSet = await reopened.dataSet();
    expect(await reopened.dataSet()).toBe(dataSet);
    await reopened.close();
    expect(dataSet).toEqual({
      hash: 'h',
      documentCount: 3,
      queryCount: 3,
      firstDocument: Int32Array.of(0, 0, 2),
      inCorpus: Uint8Array.of(1, 1, 0),
      copyOfQuery: Int32Array.of(0, -1, -1),
      splits: ['dev', 'train'],
      labels: {
        offsets: Int32Array.of(0, 1, 1, 4),
        documents: Int32Array.of(0, 2, 0, 1),
        grades: Float64Array.of(0, 1, 0.5, 2),
        splits: Uint8Array.of(1, 0, 1, 1),
      },
    });
  });

  it.each([
    ['a missing document', 'DELETE FROM documents WHERE document = 1'],
    ['a document twice', 'UPDATE documents SET document = 0'],
    ['a label out of range', "INSERT INTO qrels VALUES (0, 3, 1, 'dev')"],
  ])('refuses tables with %s', async (_name, damage) => {
    const workspace = await createWorkspace(path, options);
    await fill(workspace.database);
    await workspace.database.run(damage);
    await expect(workspace.dataSet()).rejects.toMatchObject({ code: 'workspace-damaged' });
    await workspace.close();
  });

  it('says who holds it while it is open, and no longer', async () => {
    const address = { socket: '/run/s', token: 't' };
    const workspace = await createWorkspace(path, { ...options, address });
    expect(await readHolder(path)).toMatchObject({ pid: process.pid, ...address });
    await workspace.close();
    expect(await readdir(path)).toEqual(['Open.negscope-workspace', 'workspace.duckdb', 'workspace.json']);
  });

  it('is not made over something that is there', async () => {
    await mkdir(path);
    await writeFile(join(path, 'mine.txt'), 'keep');
    await expect(createWorkspace(path, options)).rejects.toMatchObject({ code: 'already-exists' });
    await expect(createWorkspace(join(path, 'mine.txt'), options)).rejects.toMatchObject({
      code: 'already-exists',
    });
    expect(await readFile(join(path, 'mine.txt'), 'utf8')).toBe('keep');
  });

  it('gives paths inside itself only', async () => {
    const workspace = await createWorkspace(path, options);
    expect(workspace.file('candidates', 'k.npy')).toBe(join(path, 'candidates', 'k.npy'));
    expect(await readdir(path)).toContain('candidates');
    expect(() => workspace.file('..', 'k.npy')).toThrow('outside the workspace');
    await workspace.close();
  });

  const surroundings = () => ({
    resourcesFolder: folder,
    cacheFolder: folder,
    threads: 2,
    device: 'cpu' as const,
    appVersion: '1',
    log: silentLogger,
  });

  it('is let go of with all others, also where a window is just leaving it', async () => {
    await (await createWorkspace(path, options)).close();
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let isClosing = false;
    const workspaces = createWorkspaces(surroundings(), undefined, async () => {
      isClosing = true;
      await finished;
    });
    await workspaces.enter(path);
    const leaving = workspaces.leave(path);
    await expect.poll(() => isClosing).toBe(true);
    let isAllClosed = false;
    const closing = workspaces.closeAll().then(() => (isAllClosed = true));
    await setTimeout(50);
    expect(isAllClosed).toBe(false);
    finish();
    await Promise.all([closing, leaving]);
  });

  it('is said to be gone when its folder was moved; nothing is written where it was', async () => {
    await (await createWorkspace(path, options)).close();
    const workspaces = createWorkspaces(surroundings());
    const workspace = await workspaces.open(path);
    await rename(path, join(folder, 'b.negscope'));
    const gone = { code: 'file-not-found', message: expect.stringMatching(/moved, renamed or deleted/) };
    expect(() => workspace.file('runs', 'r', 'selected.npy')).toThrow(expect.objectContaining(gone));
    await expect(workspaces.open(path)).rejects.toMatchObject(gone);
    expect(await readdir(folder)).toEqual(['b.negscope']);
    const moved = await workspaces.open(join(folder, 'b.negscope'));
    await moved.database.run(`INSERT INTO meta VALUES ('note', 'x')`);
    await rename(join(folder, 'b.negscope'), path);
    expect((await workspaces.open(path)).path).toBe(path);
    await workspaces.closeAll();
  });

  it('is the same object however often it is opened, until it is closed', async () => {
    await (await createWorkspace(path, options)).close();
    const workspaces = createWorkspaces(surroundings());
    const [first, second] = await Promise.all([
      workspaces.open(path),
      workspaces.open(join(path, '..', 'a.negscope')),
    ]);
    expect(second).toBe(first);
    const closing = workspaces.close(path);
    const third = await workspaces.open(path);
    await closing;
    expect(third).not.toBe(first);
    await workspaces.closeAll();
    await expect(workspaces.open(join(folder, 'b'))).rejects.toMatchObject({ code: 'file-not-found' });
  });

  it('loads a million documents and labels', async () => {
    const workspace = await createWorkspace(path, options);
    await workspace.database.run(`
      INSERT INTO documents SELECT range, range::VARCHAR, '', '', range, true, range FROM range(1000000);
      INSERT INTO queries SELECT range, range::VARCHAR, [], '', -1, range FROM range(100000);
      INSERT INTO qrels SELECT range % 100000, range, 1, 'train' FROM range(1000000);
    `);
    const { labels } = await workspace.dataSet();
    expect(labels.offsets.at(-1)).toBe(1_000_000);
    await workspace.close();
  });
});
