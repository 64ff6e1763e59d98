import { afterAll, beforeAll, expect, test } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { openDatabase, type OpenDatabase } from '../workspace/open-database.ts';
import { schema } from '../workspace/schema.ts';
import { candidatesOf, negativesOf, type ExportQuery } from './export-query.ts';
import { runQueries, type RunQueriesOptions } from './run-queries.ts';

let database: OpenDatabase;

beforeAll(async () => {
  database = await openDatabase(':memory:');
  await database.run(schema);
  await database.run(
    `INSERT INTO documents SELECT i, 'd' || i, CASE WHEN i = 0 THEN 'Title' ELSE '' END, 'text ' || i, i, true, i FROM range(6) AS r(i)`,
  );
  await database.run(
    `INSERT INTO queries VALUES (0, 'a', [], 'first', -1, 0), (2, 'c', ['c2'], 'third', -1, 2)`,
  );
});

afterAll(() => database.close());

/** Two queries with two and one positive; the second has a shorter pool and an unscored positive. */
const pool: Pool = {
  poolSize: 3,
  queries: Int32Array.of(0, 2),
  counts: Int32Array.of(3, 1),
  documents: Int32Array.of(3, 2, 4, 5, -1, -1),
  scores: Float32Array.of(0.75, 0.5, 0.25, 0.5, 0, 0),
  positives: {
    offsets: Int32Array.of(0, 2, 3),
    documents: Int32Array.of(0, 1, 0),
    scores: Float32Array.of(1, 0.625, Number.NaN),
  },
};

/** The data itself says that the first candidate of the first query does not answer it. */
const graded = {
  labels: {
    offsets: Int32Array.of(0, 1, 1, 1),
    documents: Int32Array.of(2),
    grades: Float64Array.of(0),
    splits: Uint8Array.of(0),
  },
  firstDocument: Int32Array.of(0, 1, 2, 3, 4, 5),
};

const task = { signal: new AbortController().signal, progress: () => {} };

async function collect(
  settings: Partial<MiningSettings>,
  options: RunQueriesOptions = { texts: true, candidates: graded },
): Promise<readonly ExportQuery[]> {
  const decided = decidePool({ pool }, MiningSettings.parse({ numNegatives: 2, ...settings }));
  const queries: ExportQuery[] = [];
  for await (const query of runQueries({ decided }, database, options, task)) queries.push(query);
  return queries;
}

test('every mined query in imported order, with ids, texts, scores, ranks and bounds', async () => {
  const [first, second] = await collect({ absoluteMargin: 0.125 });
  expect(first).toMatchObject({
    id: 'a',
    otherIds: [],
    text: 'first',
    positives: [
      { document: { id: 'd0', title: 'Title', text: 'text 0' }, score: 1 },
      { document: { id: 'd1', title: '', text: 'text 1' }, score: 0.625 },
    ],
    units: [
      {
        anchorScore: 0.625,
        threshold: 0.5,
        shortBy: 1,
        negatives: [{ document: { id: 'd4' }, score: 0.25, rank: 3 }],
        candidates: [
          { document: { id: 'd3' }, rank: 1, failed: ['margin-pos'], selected: false },
          { document: { id: 'd2' }, rank: 2, failed: ['margin-pos'], selected: false },
          { document: { id: 'd4' }, rank: 3, failed: [], selected: true },
        ],
      },
    ],
  });
  expect(second).toMatchObject({
    id: 'c',
    otherIds: ['c2'],
    positives: [{ document: { id: 'd0' }, score: null }],
    units: [
      {
        anchorScore: null,
        threshold: null,
        shortBy: 2,
        negatives: [],
        candidates: [{ rank: 1, failed: ['no-anchor'], selected: false }],
      },
    ],
  });
});

test('anchor each: a unit for every positive; the query shows the union and the mildest verdict', async () => {
  const [first] = await collect({ anchor: 'each', perc: 0.75 });
  expect(
    first?.units.map(({ anchorScore, negatives }) => [anchorScore, negatives.map(({ rank }) => rank)]),
  ).toEqual([
    [1, [2, 3]],
    [0.625, [3]],
  ]);
  if (first === undefined) throw new Error('no query');
  expect(negativesOf(first).map(({ document }) => document.id)).toEqual(['d2', 'd4']);
  expect(candidatesOf(first).map(({ failed, selected }) => ({ failed, selected }))).toEqual([
    { failed: ['perc-pos'], selected: false },
    { failed: [], selected: true },
    { failed: [], selected: true },
  ]);
});

test('a candidate that the data grades 0 is marked as known negative', async () => {
  const [first, second] = await collect({});
  const marked = (query: ExportQuery | undefined): readonly string[] =>
    query === undefined
      ? []
      : candidatesOf(query).flatMap(({ document, knownNegative }) => (knownNegative ? [document.id] : []));
  expect([marked(first), marked(second)]).toEqual([['d2'], []]);
});

test('no texts are read where a format needs only ids', async () => {
  const [first] = await collect({}, { texts: false, candidates: null });
  expect(first?.positives[0]?.document).toEqual({ id: 'd0', title: '', text: '' });
  expect(first?.units[0]?.candidates).toEqual([]);
});

test('stops where it is cancelled', async () => {
  const decided = decidePool({ pool }, MiningSettings.parse({}));
  const options = { texts: false, candidates: null };
  const cancelled = { signal: AbortSignal.abort(), progress: () => {} };
  await expect(
    runQueries({ decided }, database, options, cancelled)[Symbol.asyncIterator]().next(),
  ).rejects.toThrow('aborted');
});

test('says how far it is before the first query and after the last', async () => {
  const decided = decidePool({ pool }, MiningSettings.parse({}));
  const said: number[] = [];
  const telling = { ...task, progress: ({ done }: { readonly done: number }) => void said.push(done) };
  const atQuery: number[] = [];
  for await (const _ of runQueries({ decided }, database, { texts: false, candidates: null }, telling))
    atQuery.push(said.length);
  expect(new Set(atQuery)).toEqual(new Set([1]));
  expect(said).toEqual([0, pool.queries.length]);
});
