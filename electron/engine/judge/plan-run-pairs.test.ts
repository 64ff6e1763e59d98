import { expect, it } from 'vitest';
import { textHash, uniformOfHashes } from '../../../shared/random.ts';
import { idHashes } from '../mine/id-hashes.ts';
import { openRun } from '../mine/open-run.ts';
import { planRunPairs } from './plan-run-pairs.ts';
import { judgeStage } from './testing/judge-stage.ts';

const stage = judgeStage();

it('draws what sorting all pairs by their numbers gives, singly and by whole queries', async () => {
  await stage.begin({ queries: 25, negatives: 4 });
  const workspace = await stage.engine.workspaces.open(stage.workspace);
  const run = await openRun(workspace, 'a');
  const hashes = await idHashes(workspace);
  const { pool, selected } = run.decided;
  const frame = Array.from(selected, (column, i) => {
    const row = Math.floor(i / 4);
    const document = pool.documents[row * pool.poolSize + column] ?? -1;
    const query = pool.queries[row] ?? -1;
    const numberFor = (seed: number, of: number): number =>
      uniformOfHashes(seed, hashes.queries[query] ?? 0, of);
    return { column, query, document, numberFor };
  }).filter(({ column }) => column >= 0);
  for (const seed of [0, 7]) {
    for (const byQuery of [false, true]) {
      const keys = (pair: (typeof frame)[number]): readonly number[] => [
        ...(byQuery ? [pair.numberFor(seed, textHash('query')), pair.query] : []),
        pair.numberFor(seed, hashes.documents[pair.document] ?? 0),
      ];
      const sorted = frame.toSorted((a, b) => {
        const [own, other] = [keys(a), keys(b)];
        return own.map((key, i) => key - (other[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
      });
      for (const limit of [null, 1, 6, 50, 1000]) {
        const plan = planRunPairs(run, await workspace.dataSet(), hashes, {
          what: 'selected',
          limit,
          seed,
          byQuery,
        });
        const isWhole = (at: number): boolean => sorted[at]?.query !== sorted[at - 1]?.query;
        let size = Math.min(limit ?? sorted.length, sorted.length);
        while (byQuery && size < sorted.length && !isWhole(size)) size++;
        const wanted = sorted.slice(0, size);
        expect([...plan.queries]).toEqual(wanted.map(({ query }) => query));
        expect([...plan.documents]).toEqual(wanted.map(({ document }) => document));
        const share = byQuery
          ? new Set(wanted.map(({ query }) => query)).size / new Set(sorted.map(({ query }) => query)).size
          : size / sorted.length;
        expect(plan.probabilities.every((one) => one === share)).toBe(true);
      }
    }
  }
});
