import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from '../../../shared/mining/pool.ts';
import { createAnalyser } from '../teachers/bm25/analyser.ts';
import { quietTask, testGround, type TestGround } from '../teachers/encode/testing/text-workspace.ts';
import { findQueries, type Search } from './find-queries.ts';
import { closeWordIndexes, prepareWordIndex } from './word-indexes.ts';

const words = ['cell', 'cells', 'divides', 'river', 'rivers', 'the', 'of', 'mountain', 'high', 'naïve', '12'];
const textOf = (seed: number, length: number): string =>
  Array.from({ length }, (_, i) => words[(seed * 7 + i * (seed + 3) + ((seed * i) % 5)) % words.length]).join(
    ' ',
  );
const english = 'This is what is known about it in the language of those who wrote it down here.';
const documents = Array.from({ length: 60 }, (_, i) => ({
  id: `doc-${i}`,
  title: i % 3 === 0 ? `title ${textOf(i, 2)}` : '',
  text: `${english} ${textOf(i, 6)}`,
}));
const queries = Array.from({ length: 40 }, (_, i) => ({ id: `Q-${i}`, text: textOf(i + 5, 4) }));
const poolSize = 5;
const pool: Pool = {
  poolSize,
  queries: Int32Array.from(queries.keys()),
  counts: Int32Array.from(queries, (_, i) => i % (poolSize + 1)),
  documents: Int32Array.from({ length: queries.length * poolSize }, (_, i) => (i * 17) % documents.length),
  scores: new Float32Array(queries.length * poolSize),
  positives: {
    offsets: Int32Array.from({ length: queries.length + 1 }, (_, i) => i),
    documents: Int32Array.from(queries, (_, i) => (i * 11) % documents.length),
    scores: new Float32Array(queries.length),
  },
};

describe('a search of queries', () => {
  let ground: TestGround;
  const find = (search: string, options: Partial<Search> = {}) =>
    findQueries(
      ground.workspace,
      { key: 'p', pool },
      { search, searchIn: 'queries', searchAs: 'words', ...options },
    );
  const indexesOf = async (...asked: Parameters<typeof find>): Promise<number[]> =>
    Array.from((await find(...asked)).fits, (fit, query) => (Number.isNaN(fit) ? -1 : query)).filter(
      (query) => query >= 0,
    );

  beforeAll(async () => {
    ground = await testGround({ documents, queries });
  });
  afterAll(async () => {
    await closeWordIndexes(ground.workspace);
    await ground.remove();
  });

  it('finds parts until the index is built', async () => {
    const { searched } = await find('mountain high');
    expect(searched).toEqual({ words: [], phrases: [], isPart: true });
    for (const source of ['queries', 'documents'] as const) {
      const { language } = await prepareWordIndex(ground.workspace, source, quietTask());
      expect(language).toBe('eng');
    }
  });

  it('finds every text with all words, whatever their form, as looking at each would', async () => {
    const analyse = await createAnalyser('eng');
    const holds = (text: string, asked: string): boolean =>
      analyse(asked).every((term) => analyse(text).includes(term));
    for (const asked of ['Cells ', 'RIVER the', 'mountains high', 'dividing cell', 'of  high, the']) {
      const expected = queries.flatMap(({ text }, i) => (holds(text, asked) ? [i] : []));
      expect(expected.length).toBeGreaterThan(0);
      expect(await indexesOf(asked)).toEqual(expected);
      expect((await find(asked)).searched.words).toEqual([...new Set(analyse(asked))]);
      const about = queries.flatMap((_, row) => {
        const own = [
          ...pool.documents.subarray(row * poolSize, row * poolSize + (pool.counts[row] ?? 0)),
          pool.positives.documents[row] ?? 0,
        ];
        const texts = own.map((document) => documents[document]);
        return texts.some((one) => holds(`${one?.title} ${one?.text}`, asked)) ? [row] : [];
      });
      expect(await indexesOf(asked, { searchIn: 'candidates' })).toEqual(about);
    }
  });

  it('ranks texts with more of the words first', async () => {
    const { fits } = await find('cell');
    const found = [...fits.entries()].filter(([, fit]) => !Number.isNaN(fit));
    const count = (query: number): number => (queries[query]?.text.match(/\bcells?\b/g) ?? []).length;
    const ranked = found.toSorted(([, a], [, b]) => b - a).map(([query]) => count(query));
    expect(ranked[0]).toBe(Math.max(...ranked));
    expect(ranked.at(-1)).toBe(Math.min(...ranked));
  });

  it('takes phrases as they stand, ids always, and what is no word as a part', async () => {
    const phrase = queries[3]?.text.split(' ').slice(1, 3).join(' ') ?? '';
    const inText = queries.flatMap(({ text }, i) => (text.includes(phrase) ? [i] : []));
    expect(await indexesOf(`"${phrase}"`)).toEqual(inText);
    expect((await find(`"${phrase}"`)).searched).toEqual({ words: [], phrases: [phrase], isPart: false });
    const [word = ''] = phrase.split(' ');
    expect((await find(`“${phrase}” ${word}`)).searched.phrases).toEqual([phrase]);
    expect(await indexesOf('q-12')).toContain(12);
    expect((await find('moun')).searched.isPart).toBe(true);
    expect(await indexesOf('moun')).toEqual(
      queries.flatMap(({ text }, i) => (text.includes('moun') ? [i] : [])),
    );
    expect(await indexesOf('doc-5', { searchIn: 'candidates' })).not.toEqual([]);
    expect(await indexesOf('%')).toEqual([]);
  });
});
