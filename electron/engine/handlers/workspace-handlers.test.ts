import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createEngine } from '../create-engine.ts';
import type { Engine } from '../engine.ts';
import { silentLogger } from '../log.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { writeMeta } from '../workspace/meta.ts';
import { createEngineHandlers } from './engine-handlers.ts';
import { createWorkspaceHandlers } from './workspace-handlers.ts';

const context = { signal: new AbortController().signal, progress: (): void => {} };

describe('workspace calls', () => {
  let folder: string;
  let path: string;
  let engine: Engine;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-workspace-handlers-'));
    path = join(folder, 'small.negscope');
    const workspace = await createWorkspace(path, { appVersion: '1' });
    await workspace.database.run(`
      INSERT INTO documents VALUES (0, 'a', '', 'x', 0, true, 0), (1, 'b', '', 'y', 1, true, 1);
      INSERT INTO queries VALUES (0, 'q', [], 'x', -1, 0), (1, 'r', [], 'z', -1, 1);
      INSERT INTO qrels VALUES (0, 0, 1, 'train'), (0, 1, 2, 'train'), (0, 1, 1, 'dev'), (1, 0, 0, 'train');
      INSERT INTO teachers VALUES
        ('chance', 'random:7', '{}', 'random', 'x', NULL, NULL, [], now()::TIMESTAMP),
        ('gone', 'onnx:/no/such/folder', '{}', 'onnx', 'f', 384, 'cosine', ['mean pooling'], now()::TIMESTAMP);
      INSERT INTO runs VALUES ('first', 'chance', 'train', '{}', '{}', 'p', false, '{}', TIMESTAMP '2026-11-23 10:00:00', NULL);
    `);
    await writeMeta(workspace.database, 'data_hash', 'h');
    await workspace.close();
    engine = createEngine({
      resourcesFolder: folder,
      cacheFolder: folder,
      appVersion: '1',
      threads: 1,
      log: silentLogger,
    });
  });
  afterAll(async () => {
    await engine.workspaces.closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows a workspace whose teachers cannot be opened, and says so', async () => {
    const summary = await createWorkspaceHandlers(engine)['workspace.open']({ workspace: path }, context);
    expect(summary).toMatchObject({
      path,
      name: 'small',
      documents: 2,
      queries: 2,
      positives: 2,
      splits: { dev: 1, train: 2 },
      data_hash: 'h',
      readOnly: false,
      runs: [
        {
          run: 'first',
          teacher: 'chance',
          split: 'train',
          created: '2026-11-23T10:00:00.000Z',
          supplied: false,
        },
      ],
    });
    expect(summary.teachers.map(({ name, encoding }) => [name, encoding])).toEqual([
      ['chance', null],
      ['gone', null],
    ]);
    expect(summary.teachers[1]?.notes).toEqual([
      'mean pooling',
      expect.stringMatching(/^cannot be opened now: /u),
    ]);
  });

  it('gives the report of the import, or says that there is none', async () => {
    const handlers = createWorkspaceHandlers(engine);
    await expect(handlers['dataset.importReport']({ workspace: path }, context)).rejects.toMatchObject({
      code: 'not-found',
    });
    const report = {
      format: 'beir',
      documents: 2,
      queries: 2,
      positives: 2,
      splits: { train: 2 },
      deduplicated: {},
      deduplicated_list: [],
      refused: [],
      refused_total: 0,
      supplied_runs: [],
      data_hash: 'h',
    };
    const { database } = await engine.workspaces.open(path);
    await writeMeta(database, 'import_report', JSON.stringify(report));
    expect(await handlers['dataset.importReport']({ workspace: path }, context)).toEqual({
      ...report,
      reason: '',
    });
  });

  it('lets go of a workspace, also of one that is not open', async () => {
    const handlers = createWorkspaceHandlers(engine);
    const before = await engine.workspaces.open(path);
    await handlers['workspace.close']({ workspace: path }, context);
    await handlers['workspace.close']({ workspace: join(folder, 'absent') }, context);
    expect(await engine.workspaces.open(path)).not.toBe(before);
  });

  describe('while a command works in it', () => {
    /** Called as a port calls: counted, and into the workspace. */
    const handlers = () => createEngineHandlers(engine);
    let ended = false;
    let end = (): void => {};
    let command: Promise<number>;

    beforeEach(async () => {
      ended = false;
      await engine.workspaces.open(path);
      const isOver = new Promise<void>((resolve) => (end = resolve));
      command = engine.workspaces.during(path, 'run.mine', async () => {
        const { database } = await engine.workspaces.open(path);
        await isOver;
        ended = true;
        return (await database.all(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM queries'))[0]?.n ?? 0;
      });
    });

    it('is closed behind a window that leaves it, when the command has ended', async () => {
      await handlers()['workspace.close']({ workspace: path }, context);
      expect(ended).toBe(false);
      const held = await engine.workspaces.open(path);
      end();
      expect(await command).toBe(2);
      await expect.poll(() => engine.workspaces.open(path)).not.toBe(held);
    });

    it('stays open for a window that comes back before', async () => {
      await handlers()['workspace.close']({ workspace: path }, context);
      await handlers()['workspace.open']({ workspace: path }, context);
      const held = await engine.workspaces.open(path);
      end();
      await command;
      await setTimeout(50);
      expect(await engine.workspaces.open(path)).toBe(held);
    });
  });
});
