import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pool } from '../../../shared/mining/pool.ts';
import { coarsePays } from './coarse-pays.ts';
import { createRowQuantizer } from './row-quantizer.ts';
import { memoryTable, plainDataSet } from './testing/vectors.ts';
import { createVectorRetriever } from './vector-retriever.ts';

type Rows = readonly (readonly number[])[];

/** Whole numbers of −1,000 to 1,000, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state >>> 12) % 2_001) - 1_000;
  };
}

function randomRows(count: number, dimensions: number, seed: number): Rows {
  const next = numbers(seed);
  return Array.from({ length: count }, () => Array.from({ length: dimensions }, () => next() / 1_000));
}

function search(documents: Rows, queries: Rows, coarse: boolean, poolSize = 20): Promise<Pool> {
  const dimensions = queries[0]?.length ?? 1;
  const excluded = [new Int32Array(), Int32Array.of(3, 4, 5)];
  return createVectorRetriever({
    documents: memoryTable(documents, dimensions),
    queries: memoryTable(queries, dimensions),
    similarity: 'dot',
    surroundings: { threads: 1 },
    plan: { documentsPerBlock: 96, queriesPerGroup: 40, queriesPerRun: 16 },
    coarse,
    workerFile: null,
  }).retrieve(
    {
      dataSet: plainDataSet(documents.length, queries.length),
      queries: Int32Array.from(queries, (_, i) => i),
      poolSize,
      excluded: (row) => excluded[row % 2] ?? new Int32Array(),
      positives: {
        offsets: Int32Array.from({ length: queries.length + 1 }, (_, i) => i),
        documents: Int32Array.from(queries, (_, i) => i),
      },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
}

const queries = randomRows(50, 48, 5);
const spread = randomRows(3_000, 48, 1);
/** What a sample of blocks says little about, or 8 bits. */
const awkward: Readonly<Record<string, Rows>> = {
  'spread evenly': spread,
  'the best of each query side by side': queries.flatMap((query) =>
    Array.from({ length: 60 }, (_, i) => query.map((x, j) => x + (spread[i]?.[j] ?? 0) / 4)),
  ),
  'one document much longer than the others': spread.map((row, i) =>
    i === 2_222 ? row.map((x) => 40 * x) : row,
  ),
  'one component much larger than the others': spread.map((row) => [30, ...row.slice(1)]),
  'nearly the same': spread.map((row) => row.map((x) => 1 + x / 10_000)),
  'the same few again and again': spread.map((_, i) => spread[i % 7] ?? []),
};

test.for(Object.entries(awkward))(
  '8-bit products first change no bit of the answer: %s',
  async ([, documents], context) => {
    if (!(await coarsePays())) return context.skip('8-bit products are not faster on this processor');
    expect(await search(documents, queries, true)).toEqual(await search(documents, queries, false));
    expect(await search(documents, queries, true, 700)).toEqual(await search(documents, queries, false, 700));
  },
);

test('a quantized row is no further from the row than its error says', async () => {
  const dimensions = 9;
  const quantizer = await createRowQuantizer('queries', dimensions);
  const number = fc.float({ min: -1e6, max: 1e6, noNaN: true });
  const row = fc.array(fc.oneof(number, fc.constantFrom(0, 1e-42)), {
    minLength: dimensions,
    maxLength: dimensions,
  });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const { values, scales, errors } = await quantizer.quantize(new Float32Array(rows.flat()));
        for (const [i, given] of rows.entries()) {
          const squares = given.map(
            (x, j) => (x - (Number(values[i * dimensions + j]) - 128) * (scales[i] ?? 0)) ** 2,
          );
          const distance = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
          const norm = Math.hypot(...given);
          expect(distance).toBeLessThanOrEqual(errors[i] ?? 0);
          // 127 steps up to the largest component: half a step for each component, and little more.
          expect(errors[i] ?? 0).toBeLessThanOrEqual((norm / 127) * Math.sqrt(dimensions) * 0.51 + 1e-17);
        }
      }),
      { numRuns: 200 },
    );
  } finally {
    await quantizer.close();
  }
});
