import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import type { Engine } from '../engine.ts';
import { createAgreementHandlers } from '../handlers/agreement-handlers.ts';
import { createRateHandlers } from '../handlers/rate-handlers.ts';
import { planGridPairs } from '../judge/plan-grid-pairs.ts';
import { raiseProbabilities } from '../judge/raise-probabilities.ts';
import { isFalseNegative, workspaceToJudge } from '../judge/testing/judged-workspace.ts';
import { mineRun } from '../mine/mine-run.ts';
import { openRun } from '../mine/open-run.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { drawLabels } from '../plans/draw-labels.ts';
import { readInclusion } from '../plans/inclusion.ts';
import { planPairs } from '../plans/plan-pairs.ts';
import { putAnnotation } from '../plans/testing/put-annotation.ts';
import { answerPlan } from '../rates/testing/answer-plan.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let remove: TemporaryEngine['remove'];
let path: string;
let engine: Engine;

beforeEach(async () => {
  ({ path, engine, remove } = await temporaryEngine());
});
afterEach(() => remove());

type Pair = { readonly query: number; readonly document: number };
const isRelevant = ({ query, document }: Pair): boolean =>
  isFalseNegative(`Question ${query}`, `text ${document}`);

/** People label by a wave that leans to one value, a judge was asked about an even sample. */
it('weighs pairs that people labelled and a judge was asked about by the chance of both, for agreement and for Rogan and Gladen', async () => {
  await workspaceToJudge(engine, path, { queries: 90, negatives: 5 });
  const workspace = await engine.workspaces.open(path);
  const settings = MiningSettings.parse({ poolSize: 60, numNegatives: 5, maxScore: 0.95 });
  await mineRun(engine, { workspace: path, teacher: 'r', run: 'b', replace: false, settings }, quietTask);
  const grid = Float64Array.from([0.93, 0.95]);
  const view: RatedView = {
    workspace: path,
    teacher: 'r',
    split: 'train',
    settings,
    slider: 'abs',
    grid,
    target: 'this-set',
  };
  const judge = 'small';
  const run = await openRun(workspace, 'b');
  const asked = await workspace.database.transaction(async () => {
    const drawn = await planGridPairs(workspace, run, judge, { grid, limit: 300, seed: 0 });
    await raiseProbabilities(workspace.database, judge, drawn);
    return drawn;
  });
  await answerPlan(workspace, judge, asked, (pair, place) => ({
    kind: 'answered',
    isRelevant: isRelevant(pair) !== (place % 6 === 0),
  }));
  const { pairs } = await drawLabels(
    engine,
    { ...view, judge: null, at: 0.93, count: 330, seed: 1 },
    quietTask,
  );
  for (const pair of pairs) await putAnnotation(workspace, pair, isRelevant(pair) ? 'relevant' : 'not');

  // By hand, from the table of probabilities and the permanent numbers.
  const plan = await planPairs(engine, view, quietTask);
  const people = await readInclusion(workspace.database, { kind: 'human' }, plan);
  const judged = await readInclusion(workspace.database, { kind: 'judge', judge }, plan);
  const said = new Map(
    Array.from(asked.queries, (query, place) => {
      const pair = { query, document: asked.documents[place] ?? 0 };
      return [`${query} ${pair.document}`, isRelevant(pair) !== (place % 6 === 0)] as const;
    }),
  );
  const cells = { hits: 0, misses: 0, alarms: 0, rejections: 0 };
  let smaller = 0;
  let n = 0;
  for (let i = 0; i < plan.count; i++) {
    const pair = { query: plan.query[i] ?? 0, document: plan.document[i] ?? 0 };
    const [forPeople = 0, forJudge = 0, u = 1] = [people[i], judged[i], plan.uniform[i]];
    const isSelected = (plan.pairs.entry[i] ?? 0) <= 1 && (plan.pairs.exit[i] ?? 0) > 1;
    if (!isSelected || u >= forPeople || u >= forJudge) continue;
    if (forJudge < forPeople) smaller++;
    n++;
    const weight = 1 / Math.min(forPeople, forJudge);
    const yes = said.get(`${pair.query} ${pair.document}`) === true;
    if (isRelevant(pair)) cells[yes ? 'hits' : 'misses'] += weight;
    else cells[yes ? 'alarms' : 'rejections'] += weight;
  }
  expect(smaller).toBeGreaterThan(20);
  expect(smaller).toBeLessThan(n);
  const { hits, misses, alarms, rejections } = cells;
  const sensitivity = hits / (hits + misses);
  const specificity = rejections / (rejections + alarms);

  const measured = await createAgreementHandlers(engine)['agreement.measure'](
    {
      workspace: path,
      first: { kind: 'settled' },
      second: { kind: 'judge', name: judge },
      sight: 'blind',
      scale: 'binary',
      population: { kind: 'view', view, value: 0.95 },
    },
    quietTask,
  );
  expect(measured.n).toBe(n);
  expect(measured.diagnostics?.sensitivity.estimate).toBeCloseTo(sensitivity, 12);
  expect(measured.diagnostics?.specificity.estimate).toBeCloseTo(specificity, 12);
  expect(measured.diagnostics?.prevalence.estimate).toBeCloseTo(
    (hits + misses) / (hits + misses + alarms + rejections),
    12,
  );
  const { row } = await createRateHandlers(engine)['rates.at']({ ...view, judge, value: 0.95 }, quietTask);
  const { judge: alone, rogan_gladen } = row.selected;
  expect(rogan_gladen.estimate).toBeCloseTo(
    ((alone.estimate ?? 0) + specificity - 1) / (sensitivity + specificity - 1),
    12,
  );
});

it('says of which part of a population no sample can speak', async () => {
  await workspaceToJudge(engine, path, { queries: 30, negatives: 4 });
  const workspace = await engine.workspaces.open(path);
  const settings = MiningSettings.parse({ poolSize: 40, numNegatives: 4, maxScore: 0.9 });
  const at = (value: number): RatedView => ({
    workspace: path,
    teacher: 'r',
    split: 'train',
    settings,
    slider: 'abs',
    grid: Float64Array.of(value),
    target: 'this-set',
  });
  const { pairs } = await drawLabels(engine, { ...at(0.9), at: 0.9, count: 60, seed: 1 }, quietTask);
  for (const pair of pairs)
    for (const annotator of ['anna', 'ben'])
      await putAnnotation(workspace, pair, isRelevant(pair) ? 'relevant' : 'not', { annotator });
  const sentencesAt = async (value: number) =>
    (
      await createAgreementHandlers(engine)['agreement.measure'](
        {
          workspace: path,
          first: { kind: 'human', name: 'anna' },
          second: { kind: 'human', name: 'ben' },
          sight: 'blind',
          scale: 'binary',
          population: { kind: 'view', view: at(value), value },
        },
        quietTask,
      )
    ).sentences;
  expect(await sentencesAt(0.9)).not.toContainEqual(expect.stringContaining('cannot be in the sample'));
  // Somewhat stricter: a part of what is selected there was never in the frame of the draw.
  expect(await sentencesAt(0.88)).toContainEqual(
    expect.stringMatching(
      /^\d+ of the 120 pairs of this population cannot be in the sample .*: label these\.$/u,
    ),
  );
});
