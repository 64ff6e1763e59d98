import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { hashUniform } from '../../../shared/random.ts';
import type { Engine } from '../engine.ts';
import { createRateHandlers } from '../handlers/rate-handlers.ts';
import { isFalseNegative, workspaceToJudge } from '../judge/testing/judged-workspace.ts';
import { mineRun } from '../mine/mine-run.ts';
import { openRun } from '../mine/open-run.ts';
import { quietTask, temporaryEngine, type TemporaryEngine } from '../mine/testing/small-workspace.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { isOfRun, runPlan } from '../plans/run-plan.ts';
import { importLabels } from './import-labels.ts';

let folder: string;
let remove: TemporaryEngine['remove'];
let path: string;
let engine: Engine;

beforeAll(async () => {
  ({ folder, path, engine, remove } = await temporaryEngine());
  await workspaceToJudge(engine, path, { queries: 60, negatives: 5 });
  const settings = MiningSettings.parse({ poolSize: 20, numNegatives: 4, maxScore: 0.9 });
  await mineRun(engine, { workspace: path, teacher: 'r', run: 'c', replace: false, settings }, quietTask);
});
afterAll(async () => {
  await remove();
});

/** What each pair of the run is, and its chance in each sample: larger for what is relevant, as where a score is leant to. */
async function pairsOfRun() {
  const workspace = await engine.workspaces.open(path);
  const plan = await runPlan(workspace, await openRun(workspace, 'c'));
  return Array.from(plan.query, (query, pair) => ({ query, document: plan.document[pair] ?? 0 }))
    .filter(({ query, document }) => isOfRun(plan, pairKey(query, document)))
    .map(({ query, document }) => {
      const isRelevant = isFalseNegative(`Question ${query}`, `text ${document}`);
      return {
        query_id: `q${query}`,
        document_id: `d${document}`,
        isRelevant,
        chance: isRelevant ? 0.6 : 0.3,
      };
    });
}

async function importSample(
  by: string,
  pairs: readonly { readonly query_id: string; readonly document_id: string; readonly isRelevant: boolean }[],
  probabilityOf: (pair: number) => number,
): Promise<void> {
  const lines = pairs.flatMap(({ query_id, document_id, isRelevant }, pair) =>
    hashUniform(1, by, `${query_id} ${document_id}`) < probabilityOf(pair)
      ? [
          JSON.stringify({
            query_id,
            document_id,
            grade: Number(isRelevant),
            probability: probabilityOf(pair),
          }),
        ]
      : [],
  );
  const file = join(folder, `${by}.jsonl`);
  await writeFile(file, lines.join('\n'));
  const workspace = await engine.workspaces.open(path);
  await importLabels(
    workspace,
    { path: file, by, kind: 'human', relevantFrom: 1, design: 'probability' },
    quietTask,
  );
}

const people = async () =>
  (
    await createRateHandlers(engine)['rates.run'](
      { workspace: path, run: 'c', at: [], target: 'this-set' },
      quietTask,
    )
  ).selected.human;

it('one sample has a rate; several of their own, each with its probability in one of them, have none and say why', async () => {
  const pairs = await pairsOfRun();
  const truth = pairs.filter(({ isRelevant }) => isRelevant).length / pairs.length;
  await importSample('anna', pairs, (pair) => pairs[pair]?.chance ?? 1);
  const one = await people();
  expect(one.low).toBeLessThan(truth);
  expect(one.high).toBeGreaterThan(truth);
  await importSample('ben', pairs, (pair) => pairs[pair]?.chance ?? 1);
  await importSample('cleo', pairs, (pair) => pairs[pair]?.chance ?? 1);
  expect(await people()).toMatchObject({
    estimate: null,
    low: null,
    high: null,
    reason: expect.stringMatching(
      /given probabilities stand for [\d,]+ pairs, where there are [\d,]+: they are not those of one sample/,
    ),
  });
});
