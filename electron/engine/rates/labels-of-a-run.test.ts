import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { Engine } from '../engine.ts';
import { createRateHandlers } from '../handlers/rate-handlers.ts';
import { createRunHandlers } from '../handlers/run-handlers.ts';
import { importLabels, type LabelsRequest } from '../labels/import-labels.ts';
import { mineRun } from '../mine/mine-run.ts';
import { openRun } from '../mine/open-run.ts';
import { engineIn, quietTask, smallWorkspace } from '../mine/testing/small-workspace.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { isOfRun, runPlan } from '../plans/run-plan.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { labelsOfVersion3, olderWorkspace } from '../workspace/testing/older-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { z } from 'zod';

let folder: string;
let path: string;
let engine: Engine;
let workspace: Workspace;
const settings = MiningSettings.parse({ poolSize: 15, numNegatives: 3, maxScore: 0.9 });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-labels-of-run-'));
  path = join(folder, 'a.negscope');
  engine = engineIn(folder);
  await smallWorkspace(engine, path);
  workspace = await engine.workspaces.open(path);
  // The same negatives twice: nothing but the name tells them apart.
  for (const run of ['a', 'b']) {
    await mineRun(engine, { workspace: path, teacher: 'r', run, replace: false, settings }, quietTask);
  }
});
afterEach(async () => {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true, force: true });
});

/** Labels every negative of run a, all not relevant. */
async function labelAll(more: Pick<LabelsRequest, 'design' | 'run'>): Promise<void> {
  const plan = await runPlan(workspace, await openRun(workspace, 'a'));
  const lines = [...plan.query.keys()]
    .filter((pair) => isOfRun(plan, pairKey(plan.query[pair] ?? 0, plan.document[pair] ?? 0)))
    .map((pair) =>
      JSON.stringify({ query_id: `q${plan.query[pair]}`, document_id: `d${plan.document[pair]}`, grade: 0 }),
    );
  const file = join(folder, 'labels.jsonl');
  await writeFile(file, lines.join('\n'));
  const request = { path: file, by: 'anna', kind: 'human', relevantFrom: 1, ...more } as const;
  expect(await importLabels(workspace, request, quietTask)).toMatchObject({ refused_total: 0 });
}

const ratesOf = (run: string) =>
  createRateHandlers(engine)['rates.run']({ workspace: path, run, at: [], target: 'this-set' }, quietTask);

for (const design of ['census', 'srs'] as const) {
  it(`a ${design} counts for the run that it is said to be of, and for every one where nobody said`, async () => {
    await labelAll({ design });
    expect((await ratesOf('a')).selected.human.estimate).toBe(0);
    expect((await ratesOf('b')).selected.human.estimate).toBe(0);
    await labelAll({ design, run: 'a' });
    expect((await ratesOf('a')).selected.human.estimate).toBe(0);
    const other = await ratesOf('b');
    expect(other.selected.human.estimate).toBeNull();
    expect(other.left_out['sample-of-another-run']).toBeGreaterThan(0);
    const view = await createRateHandlers(engine)['rates.at'](
      {
        workspace: path,
        teacher: 'r',
        split: 'train',
        settings,
        slider: 'abs',
        value: 0.9,
        target: 'this-set',
      },
      quietTask,
    );
    expect(view.left_out['sample-of-a-run']).toBeGreaterThan(0);
  });
}

it('a suggestion at a run counts the labels that are said to be of it, at its own value, whatever the usual ones are', async () => {
  const odd = { ...settings, maxScore: 0.912_345, numNegatives: 12 };
  await mineRun(engine, { workspace: path, teacher: 'r', run: 'a', replace: true, settings: odd }, quietTask);
  await labelAll({ design: 'census', run: 'a' });
  const suggest = (run: string | undefined) =>
    createRateHandlers(engine)['rates.suggest'](
      {
        workspace: path,
        teacher: 'r',
        split: 'train',
        settings: odd,
        slider: 'abs',
        target: 'this-set',
        judge: null,
        limit: 0.1,
        mostStarved: 1,
        run,
      },
      quietTask,
    );
  const found = await suggest('a');
  expect(found.tested).toContain(0.912_345);
  expect(found.value).toBeGreaterThanOrEqual(0.912_345);
  expect(found.row?.selected.human).toMatchObject({ estimate: 0, high: 0, method: 'census' });
  expect(await suggest(undefined)).toMatchObject({ value: null });
  expect(await suggest('b')).toMatchObject({ value: null });
});

it('labels of a run that was decided anew, or removed, are not those of another that gets its name', async () => {
  const mineAgain = (numNegatives: number) =>
    mineRun(
      engine,
      {
        workspace: path,
        teacher: 'r',
        run: 'a',
        replace: true,
        settings: MiningSettings.parse({ ...settings, numNegatives }),
      },
      quietTask,
    );
  await labelAll({ design: 'srs', run: 'a' });
  await mineAgain(settings.numNegatives);
  expect((await ratesOf('a')).selected.human.estimate).toBe(0);
  // All that was labelled is among more negatives, of which it is no simple random sample.
  await mineAgain(settings.numNegatives + 3);
  const larger = await ratesOf('a');
  expect(larger.selected.human.estimate).toBeNull();
  expect(larger.left_out['sample-of-another-run']).toBeGreaterThan(0);

  await mineAgain(settings.numNegatives);
  await labelAll({ design: 'census', run: 'a' });
  await createRunHandlers(engine)['run.remove']({ workspace: path, run: 'a' }, quietTask);
  await mineAgain(settings.numNegatives);
  expect((await ratesOf('a')).left_out['sample-of-another-run']).toBeGreaterThan(0);
});

it('a run that is not stored, and one without a design, are refused', async () => {
  await expect(labelAll({ design: 'census', run: 'z' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(labelAll({ design: 'unknown', run: 'a' })).rejects.toMatchObject({ code: 'wrong-usage' });
});

it('a workspace of version 3 keeps its labels, which say nothing of a run', async () => {
  const old = join(folder, 'old.negscope');
  await olderWorkspace(
    old,
    3,
    `${labelsOfVersion3}
    INSERT INTO labels VALUES (0, 1, 'human', 'anna', 1, true, 'srs', NULL, now()::TIMESTAMP),
      (0, 2, 'human', 'anna', 0, false, 'srs', NULL, now()::TIMESTAMP);
    INSERT INTO annotation_queues VALUES
      ('1', 'drawn', 'Wave 1: 50 pairs drawn at perc-pos 0.95', 'anna', 'relevance', true, 1, now()::TIMESTAMP),
      ('2', 'picked', 'mine, drawn at will today', 'anna', 'relevance', true, NULL, now()::TIMESTAMP);`,
  );
  const opened = await openWorkspace(old, { appVersion: '1' });
  expect(
    await opened.database.all(
      z.looseObject({}),
      'SELECT annotator, design, run, value, note, evidence FROM labels ORDER BY document',
    ),
  ).toEqual([
    { annotator: 'anna', design: 'srs', run: null, value: 'relevant', note: '', evidence: '[]' },
    { annotator: 'anna', design: 'srs', run: null, value: 'not', note: '', evidence: '[]' },
  ]);
  const queues = await opened.database.all(
    z.object({ name: z.string() }),
    'SELECT name FROM annotation_queues ORDER BY queue',
  );
  expect(queues.map(({ name }) => name)).toEqual(['Wave 1: 50 pairs', 'mine, drawn at will today']);
  // A label that is no grade can be stored beside them, as in a workspace that was made today.
  await opened.database.run(
    `INSERT INTO labels (query, document, kind, annotator, relevant, design, created, value, note, evidence)
     VALUES (0, 3, 'human', 'anna', false, 'unknown', now()::TIMESTAMP, 'cant-tell', '', '[]')`,
  );
  await opened.close();
});
