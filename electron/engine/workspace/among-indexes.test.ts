import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { isAmong } from './among-indexes.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';

const rowCount = 5_000;
let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase(':memory:');
  await database.run(`CREATE TABLE documents AS SELECT range::INTEGER AS document FROM range(${rowCount})`);
});
afterAll(() => database.close());

async function found(indexes: readonly number[]): Promise<readonly number[]> {
  const sql = `SELECT document FROM documents WHERE ${isAmong('document', indexes)} ORDER BY document`;
  const rows = await database.all(z.object({ document: z.int() }), sql);
  return rows.map(({ document }) => document);
}

test('finds the rows of these indexes, each once, and no others', async () => {
  const index = fc.oneof(fc.nat(rowCount - 1), fc.nat(3), fc.constantFrom(rowCount, 2 ** 31 - 1));
  await fc.assert(
    fc.asyncProperty(fc.array(index, { maxLength: 300 }), async (indexes) => {
      const wanted = [...new Set(indexes)].filter((one) => one < rowCount).toSorted((a, b) => a - b);
      expect(await found(indexes)).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});

test('refuses what is no index', () => {
  for (const wrong of [-1, 0.5, Number.NaN]) expect(() => isAmong('document', [1, wrong])).toThrow('whole');
});

test('is a filter, not a join, whose blocks DuckDB would remember', async () => {
  const indexes = Array.from({ length: 100 }, (_, i) => i * 7);
  const plan = async (condition: string): Promise<string> => {
    const rows = await database.all(
      z.object({ explain_value: z.string() }),
      `EXPLAIN SELECT document FROM documents WHERE ${condition}`,
    );
    return rows.map((row) => row.explain_value).join('\n');
  };
  expect(await plan(isAmong('document', indexes))).not.toContain('JOIN');
  expect(await plan(`document IN (${indexes.join(',')})`)).toContain('JOIN');
});
