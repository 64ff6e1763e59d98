import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { detailCalls } from '../../../shared/ipc/detail-calls.ts';
import type { Engine } from '../engine.ts';
import { engineIn, quietTask, smallWorkspace } from '../mine/testing/small-workspace.ts';
import { storeTeacherRow } from '../teachers/teacher-rows.ts';
import { tryTeacher } from '../teachers/registry.ts';
import { createDetailHandlers } from './detail-handlers.ts';
import { createViewHandlers } from './view-handlers.ts';

describe('details', () => {
  let folder: string;
  let workspace: string;
  let engine: Engine;
  let handlers: ReturnType<typeof createDetailHandlers>;
  let views: ReturnType<typeof createViewHandlers>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-detail-'));
    workspace = join(folder, 'a.negscope');
    engine = engineIn(folder);
    await smallWorkspace(engine, workspace);
    const opened = await engine.workspaces.open(workspace);
    const other = await tryTeacher(engine, opened, { name: 's', spec: 'random:8', options: {} });
    await storeTeacherRow(opened, {
      summary: { ...other.summary, name: 's', spec: 'random:8' },
      options: {},
    });
    await other.close();
    handlers = createDetailHandlers(engine);
    views = createViewHandlers(engine);
  });
  afterAll(async () => {
    await engine.workspaces.closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells what other teachers make of a query, once a pool of theirs is stored', async () => {
    const asked = { workspace, split: 'train', teacher: 'r', query: 0, documents: [0, 5, 20] };
    expect((await handlers['query.context'](asked, quietTask)).others).toEqual([]);
    await views['pool.prepare']({ workspace, split: 'train', teacher: 's', poolSize: 6 }, quietTask);
    const { others, documents, tokenLimit } = await handlers['query.context'](asked, quietTask);
    const settings = MiningSettings.parse({ poolSize: 6 });
    const view = { workspace, split: 'train', teacher: 's', settings };
    const own = await views['query.candidates']({ ...view, query: 0 }, quietTask);
    expect(others).toEqual([
      {
        teacher: 's',
        poolSize: 6,
        candidates: own.candidates.map(({ document, rank, score }) => ({ document, rank, score })),
        positives: own.positives.map(({ document, score }) => ({ document, score })),
      },
    ]);
    expect(documents.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual([0, 5, 20]);
    expect(tokenLimit).toBeNull();
  });

  it('scores positives and random documents of every query that is sampled, always the same ones', async () => {
    const ask = (seed: number) =>
      handlers['teacher.scores'](
        detailCalls['teacher.scores'].input.parse({
          workspace,
          split: 'train',
          teacher: 'r',
          poolSize: 8,
          seed,
        }),
        quietTask,
      );
    const answer = await ask(1);
    expect(answer).toMatchObject({ queries: 11, queriesTotal: 11, positives: { scored: 17, unscored: 0 } });
    expect(answer.histogram.series['positives']?.reduce((sum, n) => sum + n, 0)).toBe(17);
    expect(answer.outsidePool).toMatchObject({ of: 17, poolSize: 8 });
    expect(answer.separation).toBeGreaterThan(0.2);
    expect(answer.separation).toBeLessThan(0.8);
    expect(await ask(1)).toEqual(answer);
    expect(await ask(2)).not.toEqual(answer);
  });

  it('compares a teacher with itself: every pair equal, correlation one; with another by chance: near none', async () => {
    const ask = (second: string) =>
      handlers['teacher.pairs'](
        detailCalls['teacher.pairs'].input.parse({ workspace, split: 'train', first: 'r', second }),
        quietTask,
      );
    const same = await ask('r');
    expect(same.spearman).toBeCloseTo(1, 10);
    expect(same.pairs.every(({ first, second }) => first === second)).toBe(true);
    expect(same.pairs.filter(({ kind }) => kind === 'positive')).toHaveLength(17);
    expect(same.pairs.every((pair) => pair.query_id !== '' && pair.document_id !== '')).toBe(true);
    expect(Math.abs((await ask('s')).spearman ?? 1)).toBeLessThan(0.6);
  });

  it('gives each positive its own bound with anchor each', async () => {
    const settings = MiningSettings.parse({ poolSize: 8, perc: 0.9, anchor: 'each' });
    const view = { workspace, split: 'train', teacher: 'r', settings };
    const { units, positives } = await views['query.candidates']({ ...view, query: 0 }, quietTask);
    expect(units.map(({ positive, anchorScore }) => ({ positive, anchorScore }))).toEqual(
      positives.map(({ document, score }) => ({ positive: document, anchorScore: score })),
    );
    for (const { anchorScore, threshold } of units)
      expect(threshold).toBeCloseTo(0.9 * (anchorScore ?? 0), 6);
  });
});
