import { expect, it } from 'vitest';
import { judgeStage } from '../judge/testing/judge-stage.ts';
import { anyPair } from './any-pair.ts';
import { answeringJudges, countAnswers, readAnswers } from './read-answers.ts';
import { tallyAnswers } from './tally-answers.ts';
import { putImportedLabel } from './testing/put-imported-label.ts';

const stage = judgeStage();

it('counts of each judge what reading its answers gives, also where it was imported beside what it said here', async () => {
  await stage.begin({ queries: 6, negatives: 3 });
  await stage.judge();
  const workspace = await stage.engine.workspaces.open(stage.workspace);
  const [name = ''] = await answeringJudges(workspace);
  // One of the own pairs again, said otherwise; others; and a judge that was only imported.
  const [[own = 0] = []] = await readAnswers({ workspace, places: anyPair }, name);
  const query = Math.floor(own / 2 ** 27);
  await putImportedLabel(workspace, { query, document: own % 2 ** 27 }, true, {
    kind: 'judge',
    annotator: name,
  });
  for (const document of [1000, 1001, 1002])
    for (const annotator of [name, 'elsewhere'])
      await putImportedLabel(workspace, { query: 1, document }, document > 1000, {
        kind: 'judge',
        annotator,
      });
  const counts = await countAnswers({ workspace, places: anyPair });
  expect([...counts]).toEqual([
    [name, 18 + 3],
    ['elsewhere', 3],
  ]);
  for (const judge of counts.keys()) {
    const read = await readAnswers({ workspace, places: anyPair }, judge);
    expect(read.size).toBe(counts.get(judge));
    const wanted = new Map<string | null, number>();
    for (const { value } of read.values()) wanted.set(value, (wanted.get(value) ?? 0) + 1);
    const found = new Map<string | null, number>();
    for (const { value, n } of await tallyAnswers(workspace, judge))
      found.set(value, (found.get(value) ?? 0) + n);
    expect(found).toEqual(wanted);
  }
});
