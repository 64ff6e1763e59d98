import { describe, expect, it } from 'vitest';
import { hashUniform } from '../../../../shared/random.ts';
import { openRequest } from '../testing/open-request.ts';
import { quietTask, requestAll, smallWorkspace } from '../testing/small-workspace.ts';
import { openRandomTeacher } from './random-teacher.ts';

const documents = Array.from({ length: 50 }, (_, i) => ({ id: `d${i}`, text: `text ${i % 45}` }));

describe('openRandomTeacher', () => {
  it('orders first documents by the hash of seed and ids, and scores positives by it', async () => {
    const { workspace, remove } = await smallWorkspace({ documents, queries: [{ id: 'q', text: 'x' }] });
    const teacher = await openRandomTeacher(openRequest(workspace, '7'));
    const retriever = await teacher.retriever(quietTask);
    const pool = await retriever.retrieve(requestAll(await workspace.dataSet(), 10, [[3, 46]]), quietTask);
    const scores = documents.slice(0, 45).map(({ id }) => hashUniform(7, 'q', id));
    const best = scores
      .map((score, document) => ({ score, document }))
      .sort((a, b) => b.score - a.score || a.document - b.document)
      .slice(0, 10);
    expect([...pool.documents]).toEqual(best.map(({ document }) => document));
    expect([...pool.scores]).toEqual(best.map(({ score }) => score));
    // Document 46 is a copy of document 1.
    expect([...pool.positives.scores]).toEqual([scores[3], scores[1]]);
    await remove();
  });

  it('refuses a seed that is no whole number, and tells seeds apart', async () => {
    const { workspace, remove } = await smallWorkspace({ documents, queries: [] });
    for (const seed of ['', '-1', '1.5', 'x', '99999999999999999']) {
      await expect(openRandomTeacher(openRequest(workspace, seed))).rejects.toMatchObject({
        code: 'wrong-usage',
      });
    }
    const [one, two] = await Promise.all(
      ['1', '2'].map((seed) => openRandomTeacher(openRequest(workspace, seed))),
    );
    expect(one?.summary.fingerprint).not.toBe(two?.summary.fingerprint);
    await remove();
  });
});
