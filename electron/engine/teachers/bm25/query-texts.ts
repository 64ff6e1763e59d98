import type { Database } from '../../workspace/database.ts';

const queriesAtOnce = 8192;

/** Texts of the rows' queries, read some thousand at a time: ask for rows in ascending order. */
export function createQueryTexts(database: Database, queries: Int32Array): (row: number) => Promise<string> {
  let texts = new Map<number, string>();
  let start = 0;
  let end = 0;
  return async (row) => {
    if (row < start || row >= end) {
      [start, end] = [row, Math.min(queries.length, row + queriesAtOnce)];
      texts = await readTexts(database, queries.subarray(start, end));
    }
    return texts.get(queries[row] ?? -1) ?? '';
  };
}

async function readTexts(database: Database, queries: Int32Array): Promise<Map<number, string>> {
  const wanted = new Set(queries);
  const texts = new Map<number, string>();
  const lowest = queries.reduce((least, query) => Math.min(least, query), Infinity);
  const highest = queries.reduce((most, query) => Math.max(most, query), -1);
  const sql = 'SELECT query, text FROM queries WHERE query BETWEEN ? AND ?';
  for await (const [numbers = [], found = []] of database.chunks(sql, [lowest, highest])) {
    numbers.forEach((query, i) => {
      if (wanted.has(Number(query))) texts.set(Number(query), String(found[i]));
    });
  }
  return texts;
}
