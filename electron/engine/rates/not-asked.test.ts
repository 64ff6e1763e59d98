import { afterAll, beforeAll, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RateRow } from '../../../shared/ipc/rate-calls.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import type { Engine } from '../engine.ts';
import { createRateHandlers } from '../handlers/rate-handlers.ts';
import { planRunPairs, type DrawRequest } from '../judge/plan-run-pairs.ts';
import { raiseProbabilities } from '../judge/raise-probabilities.ts';
import { isFalseNegative, workspaceToJudge } from '../judge/testing/judged-workspace.ts';
import { idHashes } from '../mine/id-hashes.ts';
import { mineRun } from '../mine/mine-run.ts';
import { openRun } from '../mine/open-run.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { drawLabels } from '../plans/draw-labels.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { answerPlan } from './testing/answer-plan.ts';
import { expectSameRates } from './testing/same-rates.ts';

let remove: TemporaryEngine['remove'];
let path: string;
let engine: Engine;
let workspace: Workspace;
let view: RatedView;
const values = [0.84, 0.87, 0.9];

beforeAll(async () => {
  ({ path, engine, remove } = await temporaryEngine());
  await workspaceToJudge(engine, path, { queries: 60, negatives: 5 });
  workspace = await engine.workspaces.open(path);
  for (const value of values) await mineRun(engine, mining(value), quietTask);
  view = {
    workspace: path,
    teacher: 'r',
    split: 'train',
    settings: settingsAt(0.9),
    slider: 'abs',
    grid: Float64Array.from(values),
    target: 'this-set',
  };
  await labelDrawn(100);
});
afterAll(async () => {
  await remove();
});

const settingsAt = (maxScore: number) => MiningSettings.parse({ poolSize: 20, numNegatives: 4, maxScore });
const mining = (value: number) => ({
  workspace: path,
  teacher: 'r',
  run: `at ${value}`,
  replace: false,
  settings: settingsAt(value),
});

/** The judge is asked about the selected of a run, and is wrong about every seventh. */
async function judgeRun(judge: string, name: string, request: Partial<DrawRequest> = {}): Promise<void> {
  const run = await openRun(workspace, name);
  const plan = planRunPairs(run, await workspace.dataSet(), await idHashes(workspace), {
    what: 'selected',
    limit: null,
    seed: 0,
    byQuery: false,
    ...request,
  });
  await raiseProbabilities(workspace.database, judge, plan);
  await answerPlan(workspace, judge, plan, ({ query, document }, place) => ({
    kind: 'answered',
    isRelevant: isFalseNegative(`Question ${query}`, `text ${document}`) !== (place % 7 === 0),
  }));
}

async function labelDrawn(count: number, grid = view.grid): Promise<void> {
  const { pairs } = await drawLabels(engine, { ...view, grid, at: 0.84, count, seed: 1 }, quietTask);
  for (const pair of pairs) {
    const isRelevant = isFalseNegative(`Question ${pair.query}`, `text ${pair.document}`);
    await putAnnotation(workspace, pair, isRelevant ? 'relevant' : 'not');
  }
}

const rowsOfView = async (judge: string): Promise<readonly RateRow[]> =>
  (await createRateHandlers(engine)['rates.view']({ ...view, judge }, quietTask)).rows;
const rowAt = async (judge: string, value: number): Promise<RateRow> =>
  (
    await createRateHandlers(engine)['rates.at'](
      { ...view, judge, grid: Float64Array.of(value), value },
      quietTask,
    )
  ).row;
const ofRun = (judge: string, value: number) =>
  createRateHandlers(engine)['rates.run'](
    { workspace: path, run: `at ${value}`, at: [], target: 'this-set', judge },
    quietTask,
  );

const plans: readonly { readonly name: string; readonly request: Partial<DrawRequest> }[] = [
  { name: 'all', request: {} },
  { name: 'half, of a seed of its own', request: { limit: 120, seed: 3 } },
];
for (const { name, request } of plans) {
  it(`has no rate by a judge that was asked about ${name} of another run only`, async () => {
    await judgeRun(name, 'at 0.9', request);
    const rows = await rowsOfView(name);
    expect(rows.filter(({ selected }) => selected.judge.estimate !== null).map(({ value }) => value)).toEqual(
      [0.9],
    );
    for (const row of rows.filter(({ value }) => value < 0.9)) {
      const { judge: alone, rogan_gladen: corrected } = row.selected;
      // Some of the set was asked about, the rest never.
      expect(alone.n_judged).toBeGreaterThan(0);
      expect(alone.n_judged).toBeLessThan(row.pairs);
      const reason = expect.stringMatching(
        /not asked about [\d,]+ of the [\d,]+ pairs of this set: judge these/,
      );
      expect(alone).toMatchObject({ estimate: null, low: null, high: null, reason });
      expect([row.removed.judge.estimate, row.lost.judge.estimate]).toEqual([null, null]);
      expect(corrected.estimate).toBeNull();
      // People can speak for it, without the judge.
      expect(row.selected.corrected).toMatchObject({
        estimate: row.selected.human.estimate,
        lambda: 0,
        warnings: [expect.stringMatching(/never asked about .* of the .* pairs of this set/)],
      });
      expect(row.selected.human.estimate).not.toBeNull();
    }
  });
}

it('says the same in the window, for the run at that setting, and at that value alone', async () => {
  const judge = 'of two runs';
  await judgeRun(judge, 'at 0.9');
  await judgeRun(judge, 'at 0.87');
  for (const row of await rowsOfView(judge)) {
    expectSameRates(row, await ofRun(judge, row.value));
    expectSameRates(row, await rowAt(judge, row.value));
    expect(row.selected.judge.estimate === null).toBe(row.value < 0.87);
  }
});

it('does not move by what people draw while the judge says the same', async () => {
  const judge = 'of a half';
  await judgeRun(judge, 'at 0.9', { limit: 120 });
  const before = (await rowAt(judge, 0.9)).selected.judge;
  expect(before.estimate).not.toBeNull();
  await labelDrawn(2, Float64Array.of(0.6, 0.75, 0.84));
  expect((await rowAt(judge, 0.9)).selected.judge).toEqual(before);
});
