import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { annotateCalls } from '../../../shared/ipc/annotate-calls.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { hashUniform } from '../../../shared/random.ts';
import type { Engine } from '../engine.ts';
import { createAnnotateHandlers } from '../handlers/annotate-handlers.ts';
import { workspaceToJudge } from '../judge/testing/judged-workspace.ts';
import { engineIn, quietTask } from '../mine/testing/small-workspace.ts';
import { logWave } from '../plans/inclusion.ts';
import { annotateAs, shapeOf } from './testing/annotate-as.ts';

const Item = z.object({ query: z.int(), document: z.int(), role: z.string(), is_shared: z.boolean() });
const Reachable = z.object({ query: z.string(), document: z.string(), probability: z.number() });

describe('a drawn wave', () => {
  let folder: string;
  let path: string;
  let engine: Engine;
  let handlers: ReturnType<typeof createAnnotateHandlers>;

  const settings = MiningSettings.parse({ poolSize: 20, numNegatives: 4, maxScore: 0.99 });
  const grid = Float64Array.of(0.9, 0.93, 0.95, 0.97, 0.99, 1.01);
  const view = () => ({
    workspace: path,
    teacher: 'r',
    split: 'train',
    settings,
    slider: 'abs' as const,
    grid,
    at: 0.99,
  });

  function draw(more: Partial<Input<'annotate.draw'>>): Promise<Output<'annotate.draw'>> {
    return handlers['annotate.draw'](
      annotateCalls['annotate.draw'].input.parse({ ...view(), annotator: 'ann', ...more }),
      quietTask,
    );
  }

  async function itemsOf(queue: string): Promise<readonly z.infer<typeof Item>[]> {
    const { database } = await engine.workspaces.open(path);
    return database.all(
      Item,
      'SELECT query, document, role, is_shared FROM annotation_items WHERE queue = ? ORDER BY place',
      [queue],
    );
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-draw-'));
    path = join(folder, 'a.negscope');
    engine = engineIn(folder);
    await workspaceToJudge(engine, path, { queries: 60, negatives: 10 });
    handlers = createAnnotateHandlers(engine);
    // A judge's waves are in the same log.
    const { database } = await engine.workspaces.open(path);
    await logWave(database, {
      phase: { kind: 'judge', judge: 'table' },
      teacher: 'r',
      split: 'train',
      settings: JSON.stringify(settings),
      slider: 'abs',
      grid: Array.from(grid),
      value: null,
      seed: 0,
      added: 5,
    });
  });
  afterAll(async () => {
    await engine.workspaces.closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  it('adds exactly the pairs whose permanent number is below their stored probability, in random order', async () => {
    const { queue, name, drawnAt, total, checks, kind, blind } = await draw({
      count: 40,
      goldShare: 0,
      doubleShare: 0.25,
    });
    expect({ total, kind, blind }).toEqual({ total: 40, kind: 'drawn', blind: true });
    expect({ name, checks }).toEqual({ name: 'Wave 1: 40 pairs', checks: 0 });
    expect(drawnAt).toEqual({ slider: 'abs', value: 0.99 });
    const items = await itemsOf(queue);
    expect(items.filter(({ is_shared }) => is_shared)).toHaveLength(10);
    const { database } = await engine.workspaces.open(path);
    const reachable = await database.all(
      Reachable,
      `SELECT q.id AS query, d.id AS document, probability FROM inclusion JOIN queries q USING (query) JOIN documents d USING (document)
       WHERE phase = 'human'`,
    );
    const sampled = reachable
      .filter(({ query, document, probability }) => hashUniform(0, query, document) < probability)
      .map(({ query, document }) => `${query} ${document}`);
    const asked = items.map(({ query, document }) => `q${query} d${document}`);
    expect(asked.toSorted()).toEqual(sampled.toSorted());
    expect(asked).not.toEqual(asked.toSorted());
  });

  it('mixes in checks of the same queries, known to the data and no candidates of the plan', async () => {
    const { queue, name, total, checks } = await draw({
      count: 60,
      goldShare: 0.2,
      doubleShare: 0.5,
      seed: 4,
    });
    expect({ name, total, checks }).toEqual({
      name: 'Wave 2: 60 pairs',
      total: 72,
      checks: 12,
    });
    const items = await itemsOf(queue);
    const gold = items.filter(({ role }) => role === 'gold');
    expect(gold).toHaveLength(12);
    // Query i has the one positive i.
    const positives = gold.filter(({ query, document }) => query === document);
    expect(positives).toHaveLength(6);
    const queries = new Set(items.filter(({ role }) => role === 'label').map(({ query }) => query));
    for (const { query } of gold) expect(queries).toContain(query);
    const { database } = await engine.workspaces.open(path);
    const candidates = new Set(
      (
        await database.all(
          z.object({ query: z.int(), document: z.int() }),
          'SELECT query, document FROM inclusion',
        )
      ).map(({ query, document }) => `${query} ${document}`),
    );
    for (const { query, document } of gold) expect(candidates).not.toContain(`${query} ${document}`);
    expect(gold.filter(({ is_shared }) => is_shared)).toHaveLength(6);
    // Neither first nor last, nor told apart by what is shown.
    const places = items.flatMap(({ role }, place) => (role === 'gold' ? [place] : []));
    expect(Math.min(...places)).toBeLessThan(24);
    expect(Math.max(...places)).toBeGreaterThan(48);
    const shown = await annotateAs(handlers, path, 'ann').items(queue, 0);
    expect(new Set(shown.map(shapeOf)).size).toBe(1);
  });

  it('shows judge, score, rank and verdict only where it is not blind, and has no checks there', async () => {
    const { queue, total } = await draw({ count: 10, goldShare: 0.5, blind: false });
    expect(total).toBe(10);
    const shown = (await annotateAs(handlers, path, 'ann').items(queue)).map((item) => item.shown);
    for (const one of shown) {
      expect(one).toMatchObject({
        score: expect.any(Number),
        rank: expect.any(Number),
        judge: [],
        labels: [],
      });
      expect(['kept', 'dropped']).toContain(one?.verdict);
    }
  });

  it('asks earlier pairs again, apart from rates, and says how often the answer was the same', async () => {
    const ann = annotateAs(handlers, path, 'carla');
    const first = await draw({ annotator: 'carla', count: 10, goldShare: 0, doubleShare: 0 });
    const record = async (queue: string, value: 'not' | 'relevant'): Promise<void> => {
      for (const { query, document, value: given } of await ann.items(queue)) {
        if (given === null) await ann.label(document, value, { query }, queue);
      }
    };
    await record(first.queue, 'not');
    expect((await ann.history()).repeats).toBeUndefined();
    const second = await draw({
      annotator: 'carla',
      count: 4,
      goldShare: 0,
      doubleShare: 0,
      repeatShare: 0.5,
    });
    expect(second.total).toBe(6);
    const repeats = (await itemsOf(second.queue)).filter(({ role }) => role === 'repeat');
    expect(repeats).toHaveLength(2);
    expect((await ann.items(second.queue)).every(({ value }) => value === null)).toBe(true);
    await record(second.queue, 'relevant');
    expect((await ann.history()).repeats).toEqual({ answered: 2, same: 0 });
  });

  it('forecasts narrower intervals for more labels, and lets labels count at once', async () => {
    const forecast = () =>
      handlers['annotate.forecast'](annotateCalls['annotate.forecast'].input.parse(view()), quietTask);
    const before = await forecast();
    expect(before.unreachable).toBe(0);
    const widths = before.predicted.map(({ width }) => width);
    expect(before.predicted.map(({ labels }) => labels)).toEqual([20, 50, 100]);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    const { queue } = await draw({ annotator: 'dora', count: 60, goldShare: 0 });
    const dora = annotateAs(handlers, path, 'dora');
    for (const { query, document } of await dora.items(queue)) {
      await dora.label(document, (query + document) % 4 === 0 ? 'relevant' : 'not', { query }, queue);
    }
    const after = await forecast();
    expect(after.now.n_human).toBeGreaterThan(before.now.n_human);
    expect(after.effective_labels).toBeGreaterThan(before.effective_labels);
  });

  it('says that nothing is left when everything was drawn', async () => {
    await draw({ annotator: 'ed', count: 10_000, goldShare: 0 });
    const { queues } = await handlers['annotate.queues']({ workspace: path, annotator: 'ed' }, quietTask);
    await expect(draw({ annotator: 'ed', count: 1 })).rejects.toMatchObject({ code: 'not-found' });
    // Neither a queue nor a wave is left of the attempt.
    expect(await handlers['annotate.queues']({ workspace: path, annotator: 'ed' }, quietTask)).toMatchObject({
      queues,
    });
  });
});
