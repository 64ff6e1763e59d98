import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../workspace/workspace.ts';
import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import { evaluateTeacher } from '../../evaluate/evaluate-teacher.ts';
import { sharedFile, skippedWithout } from '../../../testing/shared-material.ts';
import { openRequest } from '../testing/open-request.ts';
import { referenceWorkspace } from '../testing/reference-workspace.ts';
import { quietTask, requestAll, smallWorkspace, type SmallDocument } from '../testing/small-workspace.ts';
import type { Teacher } from '../teacher.ts';
import { openBm25Index } from './bm25-index.ts';
import { openBm25Teacher } from './bm25-teacher.ts';

function open(workspace: Workspace, options: TeacherOptions): Promise<Teacher> {
  return openBm25Teacher(openRequest(workspace, '', options));
}

/** The formula, straight from its definition; words are separated by spaces. */
function bruteForce(
  documents: readonly SmallDocument[],
  query: string,
  { k1, b }: { k1: number; b: number },
): readonly number[] {
  const texts = documents.map(({ title = '', text }) =>
    `${title} ${text}`.split(' ').filter((word) => word !== ''),
  );
  const isCopy = texts.map((text, i) => texts.findIndex((other) => other.join(' ') === text.join(' ')) < i);
  const counted = texts.filter((_, i) => documents[i]?.inCorpus !== false && isCopy[i] === false);
  const mean = counted.reduce((sum, text) => sum + text.length, 0) / counted.length;
  return texts.map((text) => {
    let score = 0;
    for (const word of query.split(' ')) {
      const tf = text.filter((other) => other === word).length;
      if (tf === 0) continue;
      const df = counted.filter((other) => other.includes(word)).length;
      const idf = Math.log(1 + (counted.length - df + 0.5) / (df + 0.5));
      score += (idf * tf) / (tf + k1 * (1 - b + (b * text.length) / mean));
    }
    return score;
  });
}

const words = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'ä'), { maxLength: 8 })
  .map((list) => list.join(' '));

describe('openBm25Teacher', () => {
  it('scores as the formula says, orders by score and index, and leaves out what scores 0', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: words, inCorpus: fc.boolean() }), { minLength: 1, maxLength: 12 }),
        fc.array(words, { minLength: 1, maxLength: 4 }),
        fc.record({ k1: fc.constantFrom(0, 0.9, 1.2), b: fc.constantFrom(0, 0.4, 1) }),
        async (texts, queries, parameters) => {
          // One document that is in the corpus whatever is drawn.
          const documents = [{ text: 'a x', inCorpus: true }, ...texts].map((document, i) => ({
            id: `d${i}`,
            ...document,
          }));
          const { workspace, remove } = await smallWorkspace({
            documents,
            queries: queries.map((text, i) => ({ id: `q${i}`, text })),
          });
          const dataSet = await workspace.dataSet();
          const everything = documents.map((_, document) => document);
          const teacher = await open(workspace, { ...parameters, language: 'none' });
          const retriever = await teacher.retriever(quietTask);
          const request = requestAll(
            dataSet,
            5,
            queries.map(() => everything),
          );
          const pool = await retriever.retrieve(request, quietTask);

          queries.forEach((query, row) => {
            const scores = bruteForce(documents, query, parameters);
            const expected = everything
              .filter((document) => (scores[document] ?? 0) > 0)
              .filter((document) => documents[document]?.inCorpus !== false)
              .filter((document) => dataSet.firstDocument[document] === document)
              .sort((x, y) => Math.fround(scores[y] ?? 0) - Math.fround(scores[x] ?? 0) || x - y)
              .slice(0, 5);
            const count = pool.counts[row] ?? 0;
            const found = [...pool.documents.subarray(row * 5, row * 5 + count)];
            const foundScores = [...pool.scores.subarray(row * 5, row * 5 + count)];
            expect(foundScores).toEqual(expected.map((document) => expect.closeTo(scores[document] ?? 0, 5)));
            expect(found).toEqual(expected);
            const positives = pool.positives.scores.subarray(
              row * documents.length,
              (row + 1) * documents.length,
            );
            expect([...positives]).toEqual(scores.map((score) => expect.closeTo(score, 5)));
          });
          await teacher.close();
          await remove();
        },
      ),
      { numRuns: 12 },
    );
  });

  it('skips excluded documents and keeps their ranks for the next', async () => {
    const { workspace, remove } = await smallWorkspace({
      documents: ['cat cat cat', 'cat cat', 'cat', 'dog'].map((text, i) => ({ id: `d${i}`, text })),
      queries: [
        { id: 'q0', text: 'cat' },
        { id: 'q1', text: 'cat' },
      ],
    });
    const teacher = await open(workspace, { language: 'none', b: 0 });
    const retriever = await teacher.retriever(quietTask);
    const excluded = (row: number): Int32Array => Int32Array.from(row === 0 ? [0, 3] : []);
    const pool = await retriever.retrieve(
      { ...requestAll(await workspace.dataSet(), 10), excluded },
      quietTask,
    );
    expect([...pool.counts]).toEqual([2, 3]);
    expect([...pool.documents.subarray(0, 3)]).toEqual([1, 2, -1]);
    expect([...pool.documents.subarray(10, 14)]).toEqual([0, 1, 2, -1]);
    await teacher.close();
    await remove();
  });

  it('detects the language from the texts, stems by it and says so', async () => {
    const { workspace, remove } = await smallWorkspace({
      documents: [
        { id: 'd0', text: 'Die alten Häuser in der Stadt wurden im vergangenen Jahr vollständig erneuert.' },
        { id: 'd1', text: 'Ein Zug fährt jeden Morgen vom Bahnhof durch die Felder bis an die Küste.' },
      ],
      queries: [{ id: 'q', text: 'Haus' }],
    });
    const teacher = await open(workspace, {});
    expect(teacher.summary.notes.join(' ')).toContain('Snowball stemming for deu');
    const retriever = await teacher.retriever(quietTask);
    const pool = await retriever.retrieve(requestAll(await workspace.dataSet(), 10), quietTask);
    expect([pool.counts[0], pool.documents[0]]).toEqual([1, 0]);
    await teacher.close();
    await remove();
  });

  it('keeps its index in the workspace and finds texts in it', async () => {
    const { workspace, remove } = await smallWorkspace({
      documents: [
        { id: 'd0', title: 'Cells', text: 'divide' },
        { id: 'd1', text: 'a cell, another cell' },
        { id: 'd2', text: 'cells elsewhere', inCorpus: false },
      ],
      queries: [{ id: 'q', text: 'x' }],
    });
    let built = 0;
    const counting = { ...quietTask, progress: () => built++ };
    for (let round = 0; round < 2; round++) {
      const index = await openBm25Index(workspace, { k1: 1.2, b: 0.75, language: 'eng' }, counting);
      const found = await index.search('The CELL?', 10);
      expect([...found.documents]).toEqual([1, 0]);
      expect((await index.search('nothing', 10)).documents).toHaveLength(0);
      await index.close();
      if (round === 0) built = 0;
    }
    expect(built).toBe(0);
    await remove();
  });

  it('refuses a language without a stemmer', async () => {
    const { workspace, remove } = await smallWorkspace({ documents: [], queries: [] });
    await expect(open(workspace, { language: 'tlh' })).rejects.toMatchObject({ code: 'wrong-usage' });
    const teacher = await open(workspace, {});
    const pool = await (
      await teacher.retriever(quietTask)
    ).retrieve(requestAll(await workspace.dataSet(), 3), quietTask);
    expect(pool.counts).toHaveLength(0);
    await teacher.close();
    await remove();
  });

  const scifact = sharedFile('data', 'scifact');
  it.skipIf(scifact === null)(
    `reaches the published quality on SciFact${scifact === null ? ` (${skippedWithout('data', 'scifact')})` : ''}`,
    async () => {
      const { workspace, remove } = await referenceWorkspace(scifact ?? '', 'test.tsv');
      const teacher = await open(workspace, {});
      const { queries, ndcg } = await evaluateTeacher(
        workspace,
        teacher,
        { split: 'test', at: [10] },
        quietTask,
      );
      expect(queries).toBe(300);
      // bm25s says 0.68 to 0.69 with the Snowball stemmer.
      expect(ndcg['10']).toBeGreaterThanOrEqual(0.68);
      await teacher.close();
      await remove();
    },
    30_000,
  );
});
