import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testGround, type TestGround } from '../teachers/encode/testing/text-workspace.ts';
import { orderByRank, textRanks } from './text-ranks.ts';

const texts = [
  'zebra',
  'Äpfel und Birnen',
  'apple',
  'Apple',
  'Zoo',
  'ångström',
  'über',
  'unter',
  'éclair',
  'eclipse',
  '10 rivers',
  '9 rivers',
  'Ωmega',
  'яблоко',
  '水',
  '<b>bold</b>',
];
const ids = [
  'q10',
  'q9',
  'Q100',
  'q2',
  'q2b',
  'q',
  'a-7',
  'a-07',
  '12',
  '3',
  '99999999999999999999999999',
  'é',
  'q١',
  'Z',
  '_',
  'q9.1',
];

describe('the order of queries by a text', () => {
  let ground: TestGround;
  beforeAll(async () => {
    ground = await testGround({
      documents: [{ id: 'd', title: '', text: 'd' }],
      queries: texts.map((text, i) => ({ id: ids[i] ?? '', text })),
    });
  });
  afterAll(() => ground.remove());

  const inOrder = async (column: 'id' | 'text', values: readonly string[]): Promise<string[]> => {
    const ranks = await textRanks(ground.workspace, column);
    expect(Array.from(ranks).toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i));
    const sorted = values.map(() => '');
    for (const [query, rank] of ranks.entries()) sorted[rank] = values[query] ?? '';
    return sorted;
  };

  it('is that of Unicode’s collation for texts', async () => {
    const expected = texts.toSorted(new Intl.Collator('en').compare);
    expect(await inOrder('text', texts)).toEqual(expected);
  });

  it('counts numbers in ids by their value', async () => {
    const sorted = await inOrder('id', ids);
    const of = (...some: readonly string[]): string[] => sorted.filter((id) => some.includes(id));
    expect(of('q10', 'q9', 'Q100', 'q2', 'q2b', 'q9.1', 'q')).toEqual([
      'q',
      'q2',
      'q2b',
      'q9',
      'q9.1',
      'q10',
      'Q100',
    ]);
    expect(of('12', '3', '99999999999999999999999999')).toEqual(['3', '12', '99999999999999999999999999']);
    expect(of('a-7', 'a-07')).toHaveLength(2);
  });

  it('puts the rows of any of the queries in order, and turns round', () => {
    const ranked = fc.shuffledSubarray([...Array(30).keys()], { minLength: 30 });
    fc.assert(
      fc.property(ranked, fc.subarray([...Array(30).keys()]), fc.boolean(), (ranks, queries, descending) => {
        const rows = [...queries.keys()].toSorted(
          (a, b) => (ranks[queries[a] ?? 0] ?? 0) - (ranks[queries[b] ?? 0] ?? 0),
        );
        expect([...orderByRank(Int32Array.from(queries), Int32Array.from(ranks), descending)]).toEqual(
          descending ? rows.toReversed() : rows,
        );
      }),
    );
  });

  it('is sorted once', async () => {
    expect(await textRanks(ground.workspace, 'id')).toBe(await textRanks(ground.workspace, 'id'));
  });
});
