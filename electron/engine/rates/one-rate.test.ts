import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RateRow } from '../../../shared/ipc/rate-calls.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import type { Engine } from '../engine.ts';
import { createRateHandlers } from '../handlers/rate-handlers.ts';
import { planGridPairs } from '../judge/plan-grid-pairs.ts';
import { raiseProbabilities } from '../judge/raise-probabilities.ts';
import { mineRun } from '../mine/mine-run.ts';
import { openRun } from '../mine/open-run.ts';
import { isFalseNegative, workspaceToJudge } from '../judge/testing/judged-workspace.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { drawLabels } from '../plans/draw-labels.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { answerPlan } from './testing/answer-plan.ts';
import { expectSameRates } from './testing/same-rates.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let remove: TemporaryEngine['remove'];
let path: string;
let engine: Engine;
let workspace: Workspace;
let view: RatedView;
/** Every property run has a judge of its own. */
let judges = 0;

beforeAll(async () => {
  ({ path, engine, remove } = await temporaryEngine());
  await workspaceToJudge(engine, path, { queries: 60, negatives: 5 });
  workspace = await engine.workspaces.open(path);
  const settings = MiningSettings.parse({ poolSize: 20, numNegatives: 4, maxScore: 0.9 });
  await mineRun(engine, { workspace: path, teacher: 'r', run: 'b', replace: false, settings }, quietTask);
  view = {
    workspace: path,
    teacher: 'r',
    split: 'train',
    settings,
    slider: 'abs',
    grid: Float64Array.from([0.5, 0.6, 0.7, 0.8, 0.9, 1]),
    target: 'this-set',
  };
  const { pairs } = await drawLabels(engine, { ...view, at: 0.8, count: 240, seed: 1 }, quietTask);
  for (const pair of pairs) {
    await putAnnotation(workspace, pair, isRelevant(pair) ? 'relevant' : 'not');
  }
});
afterAll(async () => {
  await remove();
});

/** The truth of this workspace. */
function isRelevant({ query, document }: { readonly query: number; readonly document: number }): boolean {
  return isFalseNegative(`Question ${query}`, `text ${document}`);
}

type Outcome = 'right' | 'wrong' | 'refused' | 'unparsable' | 'time-out' | 'unanswered';
const answers: readonly Outcome[] = [
  'right',
  'right',
  'right',
  'right',
  'wrong',
  'refused',
  'unparsable',
  'time-out',
];

/** The judge's sample of the declared grid: `limit` pairs, each with its outcome in turn. */
async function judgeSample(
  limit: number | null,
  at: number | undefined,
  said: readonly Outcome[],
): Promise<string> {
  const name = `judge ${judges++}`;
  const { database } = workspace;
  const run = await openRun(workspace, 'b');
  const plan = await database.transaction(async () => {
    const drawn = await planGridPairs(workspace, run, name, {
      grid: view.grid,
      limit,
      seed: 0,
      at,
    });
    await raiseProbabilities(database, name, drawn);
    return drawn;
  });
  await answerPlan(workspace, name, plan, (pair, place) => {
    const outcome = said[place % said.length] ?? 'right';
    if (outcome === 'unanswered') return { kind: 'unanswered' };
    if (outcome !== 'right' && outcome !== 'wrong') return { kind: 'failed', state: outcome };
    return { kind: 'answered', isRelevant: isRelevant(pair) === (outcome === 'right') };
  });
  return name;
}

const others = [0.5, 0.6, 0.65, 0.7, 0.75, 0.85, 0.95, 1];

it('one setting has one rate on every grid, also where pairs are unanswered, refused or unparsable', async () => {
  let imputed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(null, null, 400),
      fc.constantFrom(0.6, 0.8, undefined),
      fc.array(fc.constantFrom(...answers, 'unanswered'), { minLength: 20, maxLength: 60 }),
      fc.constantFrom(true, true, false),
      fc.array(fc.subarray(others), { minLength: 2, maxLength: 2 }),
      async (limit, at, said, isWhole, [first = [], second = []]) => {
        const left = said.filter((outcome) => !isWhole || outcome !== 'unanswered');
        const judge = await judgeSample(limit, at, left);
        const calls = createRateHandlers(engine);
        const rowAt = async (values: readonly number[], value: number): Promise<RateRow | undefined> => {
          const grid = Float64Array.from([...values, 0.8, 0.9].toSorted((a, b) => a - b));
          const { rows } = await calls['rates.view']({ ...view, judge, grid }, quietTask);
          return rows.find((row) => row.value === value);
        };
        const run = await calls['rates.run'](
          { workspace: path, run: 'b', at: [0.8, ...first], judge, target: 'this-set' },
          quietTask,
        );
        const declared = await calls['rates.view']({ ...view, judge }, quietTask);
        for (const value of [0.8, 0.9]) {
          const own = declared.rows.find((row) => row.value === value);
          if (own === undefined) throw new Error('the value is declared');
          const one = { ...view, judge, grid: Float64Array.of(value), value };
          const same = [
            await rowAt(first, value),
            await rowAt(second, value),
            (await calls['rates.at'](one, quietTask)).row,
            value === 0.9 ? run : run.at.find((row) => row.value === value),
          ];
          for (const row of same) expectSameRates(row, own);
          const { corrected } = own.selected;
          if (corrected.estimate !== null && (corrected.lambda ?? 0) > 0) imputed++;
        }
      },
    ),
    { numRuns: 12, seed: 4, endOnFailure: true },
  );
  // Answers, and with them what stands for those that failed, did count.
  expect(imputed).toBeGreaterThan(5);
});
