import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { hashUniform } from '../../../shared/random.ts';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import type { Engine } from '../engine.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { createDecidedViews } from '../mine/decided-views.ts';
import { engineIn, quietTask, smallWorkspace } from '../mine/testing/small-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { drawLabels } from './draw-labels.ts';
import { labelledPlan } from './labelled-plan.ts';
import { planPairs } from './plan-pairs.ts';
import { putAnnotation } from './testing/put-annotation.ts';

const Stored = z.object({ query: z.int(), document: z.int(), probability: z.number() });

describe('drawing labels', () => {
  let folder: string;
  let engine: Engine;
  let view: RatedView;
  let workspace: Workspace;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-draw-'));
    const path = join(folder, 'a.negscope');
    engine = engineIn(folder);
    await smallWorkspace(engine, path);
    workspace = await engine.workspaces.open(path);
    view = {
      workspace: path,
      teacher: 'r',
      split: 'train',
      settings: MiningSettings.parse({ poolSize: 15, numNegatives: 3 }),
      slider: 'abs',
      grid: Float64Array.from([0.7, 0.8, 0.9, 1]),
      target: 'this-set',
    };
  });
  afterEach(async () => {
    await engine.workspaces.closeAll();
    await rm(folder, { recursive: true, force: true });
  });

  const inclusion = () =>
    workspace.database.all(
      Stored,
      `SELECT query, document, probability FROM inclusion WHERE phase = 'human' AND judge = '' ORDER BY query, document`,
    );

  it('stores a probability above 0 for every pair of the frame, and draws those whose number is below', async () => {
    const { wave, pairs } = await drawLabels(engine, { ...view, at: 0.9, count: 12, seed: 1 }, quietTask);
    expect(wave).toBe(1);
    expect(pairs).toHaveLength(12);
    const stored = await inclusion();
    const storedPool = await createDecidedViews(engine).pool({ ...view, poolSize: 15 }, quietTask);
    const frame = new Set<string>();
    for (const maxScore of [0.7, 0.8, 0.9, 1, null]) {
      const { pool, selected, units } = decidePool({ pool: storedPool.pool }, { ...view.settings, maxScore });
      selected.forEach((column, at) => {
        const row = units.rows[Math.floor(at / 3)] ?? 0;
        if (column >= 0) frame.add(`${pool.queries[row]} ${pool.documents[row * pool.poolSize + column]}`);
      });
    }
    expect(stored.map(({ query, document }) => `${query} ${document}`).toSorted()).toEqual(
      [...frame].toSorted(),
    );
    const sampled = stored.filter(
      ({ query, document, probability }) => hashUniform(0, `q${query}`, `d${document}`) < probability,
    );
    expect(stored.every(({ probability }) => probability > 0 && probability <= 1)).toBe(true);
    const name = ({ query, document }: { query: number; document: number }) => `${query} ${document}`;
    expect(sampled.map(name).toSorted()).toEqual(pairs.map(name).toSorted());

    const next = await drawLabels(engine, { ...view, at: 0.7, count: 7, seed: 1 }, quietTask);
    expect(next.wave).toBe(2);
    const raised = await inclusion();
    expect(raised).toHaveLength(stored.length);
    raised.forEach(({ probability }, i) => {
      expect(probability).toBeGreaterThanOrEqual(stored[i]?.probability ?? 1);
    });
    const again = new Set(pairs.map(name));
    expect(next.pairs.filter((pair) => again.has(name(pair)))).toEqual([]);
    // What is left is drawn, not invented.
    const rest = await drawLabels(engine, { ...view, at: 0.7, count: 1_000, seed: 1 }, quietTask);
    expect(rest.pairs).toHaveLength(stored.length - 19);
    expect(
      await workspace.database.all(
        z.object({ wave: z.int(), added: z.int() }),
        'SELECT wave, added FROM waves ORDER BY wave',
      ),
    ).toEqual([
      { wave: 1, added: 12 },
      { wave: 2, added: 7 },
      { wave: 3, added: stored.length - 19 },
    ]);
  });

  it('leaves nothing behind when the transaction that it belongs to fails', async () => {
    await expect(
      workspace.database.transaction(async () => {
        await drawLabels(engine, { ...view, at: 0.9, count: 5, seed: 1 }, quietTask);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await inclusion()).toEqual([]);
    const { wave, pairs } = await drawLabels(engine, { ...view, at: 0.9, count: 5, seed: 1 }, quietTask);
    expect([wave, pairs.length]).toEqual([1, 5]);
  });

  it('counts blind labels of drawn pairs, and says what it leaves out', async () => {
    const { pairs } = await drawLabels(engine, { ...view, at: 0.9, count: 8, seed: 1 }, quietTask);
    const [a, b, c, d, e, f] = pairs;
    if (!a || !b || !c || !d || !e || !f) throw new Error('eight pairs were drawn');
    await putAnnotation(workspace, a, 'relevant');
    await putAnnotation(workspace, a, 'not', { annotator: 'ben' });
    await putAnnotation(workspace, a, 'relevant', { annotator: 'cleo', role: 'adjudication', blind: false });
    await putAnnotation(workspace, b, 'relevant', { blind: false });
    await putAnnotation(workspace, c, 'relevant', { sawJudge: true });
    await putAnnotation(workspace, d, 'relevant', { role: 'gold' });
    await putAnnotation(workspace, e, 'partly');
    await putAnnotation(workspace, e, 'positive-wrong', { annotator: 'ben' });
    await putAnnotation(workspace, f, 'cant-tell');
    await putAnnotation(workspace, { query: 0, document: 38 }, 'not', { isDrawn: false });
    const plan = await planPairs(engine, view, quietTask);
    const outside = [...plan.uniform.keys()].find(
      (pair) => !pairs.some((one) => one.query === plan.query[pair] && one.document === plan.document[pair]),
    );
    if (outside === undefined) throw new Error('some pair was not drawn');
    await putAnnotation(
      workspace,
      { query: plan.query[outside] ?? 0, document: plan.document[outside] ?? 0 },
      'relevant',
      { isDrawn: false },
    );
    const { frame, leftOut, outcomes } = await labelledPlan(plan, {}, null);
    const codeOf = (pair: { query: number; document: number }): number | undefined =>
      frame.label[
        [...plan.query.keys()].find(
          (i) => plan.query[i] === pair.query && plan.document[i] === pair.document,
        ) ?? -1
      ];
    expect([a, b, c, d, e, f].map(codeOf)).toEqual([2, 0, 0, 0, 3, 3]);
    const inFrame = plan.places.get(pairKey(0, 38)) !== undefined;
    expect(Object.fromEntries(leftOut)).toEqual({
      unblind: 2,
      gold: 1,
      'hand-picked': inFrame ? 2 : 1,
      ...(inFrame ? {} : { 'not-in-frame': 1 }),
    });
    expect(outcomes).toEqual({ positive_wrong: 0, query_ambiguous: 0, cant_tell: 2 });
    const switched = await labelledPlan(
      plan,
      { mapping: { ...defaultMapping, partly: 'positive-wrong' } },
      null,
    );
    expect(switched.outcomes.positive_wrong).toBe(1);
  });
});
