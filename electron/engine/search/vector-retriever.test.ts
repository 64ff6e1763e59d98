import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Similarity } from '../../../shared/domain/teacher.ts';
import type { Progress } from '../../../shared/domain/progress.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { Task } from '../task.ts';
import type { RetrievalRequest } from '../teachers/retriever.ts';
import { coarsePays } from './coarse-pays.ts';
import { fixedOrderScore } from './fixed-order-score.ts';
import type { SearchPlan } from './search-plan.ts';
import { memoryTable, plainDataSet, sortEverything } from './testing/vectors.ts';
import { createVectorRetriever } from './vector-retriever.ts';

const quietTask: Task = { signal: new AbortController().signal, progress: () => {} };

type Case = {
  readonly documents: readonly (readonly number[])[];
  readonly queries: readonly (readonly number[])[];
  readonly similarity: Similarity;
  readonly poolSize: number;
  readonly first: readonly number[];
  readonly inCorpus: readonly boolean[];
  readonly excluded: readonly (readonly number[])[];
  readonly positives: readonly (readonly number[])[];
  readonly plan: SearchPlan;
  readonly coarse: boolean;
};

function requestOf(c: Case): RetrievalRequest {
  const offsets = [0];
  for (const list of c.positives) offsets.push((offsets.at(-1) ?? 0) + list.length);
  const excluded = c.excluded.map((list) => Int32Array.from(new Set(list)).toSorted());
  return {
    dataSet: {
      ...plainDataSet(c.documents.length, c.queries.length),
      firstDocument: Int32Array.from(c.first),
      inCorpus: Uint8Array.from(c.inCorpus, Number),
    },
    queries: Int32Array.from(c.queries, (_, i) => i),
    poolSize: c.poolSize,
    excluded: (row) => excluded[row] ?? new Int32Array(),
    positives: { offsets: Int32Array.from(offsets), documents: Int32Array.from(c.positives.flat()) },
  };
}

async function retrieve(c: Case, task: Task = quietTask): Promise<Pool> {
  const dimensions = c.documents[0]?.length ?? 1;
  return createVectorRetriever({
    documents: memoryTable(c.documents, dimensions),
    queries: memoryTable(c.queries, dimensions),
    similarity: c.similarity,
    surroundings: { threads: 1 },
    plan: c.plan,
    coarse: c.coarse && (await coarsePays()),
  }).retrieve(requestOf(c), task);
}

function rowsOf(pool: Pool): readonly unknown[] {
  return [...pool.counts].map((count, row) => {
    const from = row * pool.poolSize;
    return {
      documents: [...pool.documents.subarray(from, from + count)],
      scores: [...pool.scores.subarray(from, from + count)],
    };
  });
}

/** Few different values, so that ties, duplicate vectors and zero vectors abound; or many, far apart in size. */
const component = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(-1, 0, 0, 1, 0.5) },
  { weight: 1, arbitrary: fc.float({ min: -10, max: 10, noNaN: true }) },
);

function normalised(row: readonly number[]): readonly number[] {
  const norm = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
  return norm === 0 ? row : row.map((x) => Math.fround(x / norm));
}

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 11 }),
    documents: fc.integer({ min: 1, max: 60 }),
    queries: fc.integer({ min: 1, max: 6 }),
    similarity: fc.constantFrom(...Similarity.options),
  })
  .chain(({ dimensions, documents, queries, similarity }) => {
    const row = fc
      .array(component, { minLength: dimensions, maxLength: dimensions })
      .map((r) => (similarity === 'cosine' ? normalised(r) : r));
    const each = <T>(n: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.array(arbitrary, { minLength: n, maxLength: n });
    const someDocuments = fc.array(fc.nat(documents - 1), { maxLength: documents });
    return fc.record({
      documents: each(documents, row),
      queries: each(queries, row),
      similarity: fc.constant(similarity),
      poolSize: fc.integer({ min: 1, max: 70 }),
      first: each(documents, fc.nat(9)).map((draws) =>
        draws.map((draw, i) => (draw === 0 ? Math.floor(i / 2) : i)),
      ),
      inCorpus: each(documents, fc.nat(9)).map((draws) => draws.map((draw) => draw > 0)),
      excluded: each(queries, someDocuments),
      positives: each(queries, someDocuments),
      coarse: fc.boolean(),
      plan: fc.record({
        documentsPerBlock: fc.integer({ min: 1, max: 70 }),
        queriesPerGroup: fc.integer({ min: 1, max: 7 }),
        queriesPerRun: fc.integer({ min: 1, max: 7 }),
      }),
    });
  });

test('is what sorting everything gives: ties, duplicates, zero vectors, any block size, any similarity', async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async (c) => {
      const request = requestOf(c);
      const pool = await retrieve(c);
      expect(rowsOf(pool)).toEqual(
        c.queries.map((query, row) => sortEverything(c.documents, query, c.similarity, request, row)),
      );
      const score = fixedOrderScore(c.similarity);
      const positives = c.positives.flatMap((list, row) =>
        list.map((i) => {
          const document = c.documents[i] ?? [];
          return score(
            new Float32Array(c.queries[row] ?? []),
            0,
            new Float32Array(document),
            0,
            document.length,
          );
        }),
      );
      expect([...pool.positives.scores]).toEqual(positives);
    }),
    { numRuns: 150 },
  );
});

/** Vectors in one narrow cone, so that scores differ only in their last bits. */
function nearTies(documents: number, dimensions: number, spread: number): Case {
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return seed / 2 ** 31;
  };
  const row = (): readonly number[] =>
    normalised(Array.from({ length: dimensions }, () => 1 + spread * random()));
  return {
    documents: Array.from({ length: documents }, row),
    queries: Array.from({ length: 3 }, row),
    similarity: 'cosine',
    poolSize: 10,
    first: Array.from({ length: documents }, (_, i) => i),
    inCorpus: Array.from({ length: documents }, () => true),
    excluded: [[], [0, 1, 2], []],
    positives: [[5], [], [7]],
    plan: { documentsPerBlock: 100, queriesPerGroup: 10, queriesPerRun: 2 },
    coarse: false,
  };
}

test.each([1e-2, 1e-4, 1e-6])('proves the cut among near-ties (spread %f)', async (spread) => {
  const c = nearTies(500, 64, spread);
  const request = requestOf(c);
  const expected = c.queries.map((query, row) =>
    sortEverything(c.documents, query, c.similarity, request, row),
  );
  expect(rowsOf(await retrieve(c))).toEqual(expected);
  expect(rowsOf(await retrieve({ ...c, plan: { ...c.plan, documentsPerBlock: 37 } }))).toEqual(expected);
});

test('vectors too large for float32 products are still ranked', async () => {
  const c = nearTies(50, 8, 0.5);
  const large = {
    ...c,
    similarity: 'dot',
    documents: c.documents.map((d) => d.map((x) => x * 1e25)),
  } as const;
  const request = requestOf(large);
  const queries = c.queries.map((q) => q.map((x) => x * 1e12));
  expect(rowsOf(await retrieve({ ...large, queries }))).toEqual(
    queries.map((query, row) => sortEverything(large.documents, query, 'dot', request, row)),
  );
});

test('scores beyond float32 are refused', async () => {
  const c = nearTies(50, 8, 0.5);
  const documents = c.documents.map((d) => d.map((x) => x * 1e25));
  const queries = c.queries.map((q) => q.map((x) => x * 1e25));
  await expect(retrieve({ ...c, similarity: 'dot', documents, queries })).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/beyond what float32 holds .* by cosine/u),
  });
});

test('tells its progress in pairs and stops between blocks', async () => {
  const c = nearTies(500, 8, 1);
  const done: number[] = [];
  await retrieve(c, { ...quietTask, progress: (p) => done.push(p.done / (p.total ?? 0)) });
  expect(done.at(-1)).toBe(1);
  expect(done.length).toBeGreaterThan(5);
  const controller = new AbortController();
  const task = { signal: controller.signal, progress: () => controller.abort(new Error('enough')) };
  await expect(retrieve(c, task)).rejects.toThrow('enough');
});

test.each(['cosine', 'euclidean'] as const)(
  'tells how far the order is settled once all is searched: %s',
  async (similarity) => {
    // Near-ties are searched again, with longer lists.
    const c: Case = { ...nearTies(500, 64, 1e-6), similarity };
    const told: Progress[] = [];
    await retrieve(c, { ...quietTask, progress: (progress) => told.push(progress) });
    const settling = told.slice(told.findIndex(({ stage }) => stage === 'settle'));
    expect(told.findLast(({ stage }) => stage === 'search')).toMatchObject({ done: 1_500, total: 1_500 });
    expect(settling.every(({ stage }) => stage === 'settle')).toBe(true);
    expect(settling.map(({ done }) => done)).toEqual(
      settling.map(({ done }) => done).toSorted((a, b) => a - b),
    );
    expect(settling.length).toBeGreaterThan(5);
    expect(settling.at(-1)?.done).toBe(settling.at(-1)?.total);
  },
);

test('an empty corpus and no queries give empty pools', async () => {
  const c = nearTies(20, 4, 1);
  const outside = await retrieve({ ...c, inCorpus: c.inCorpus.map(() => false) });
  expect([...outside.counts]).toEqual([0, 0, 0]);
  expect(outside.documents.every((d) => d === -1)).toBe(true);
  expect((await retrieve({ ...c, queries: [], excluded: [], positives: [] })).counts).toHaveLength(0);
});
