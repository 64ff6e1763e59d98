import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Pool } from '../../../shared/mining/pool.ts';
import { bundleForNode } from '../../testing/spawn-module.ts';
import type { Task } from '../task.ts';
import { memoryTable, plainDataSet } from './testing/vectors.ts';
import type { VectorTable } from './vector-table.ts';
import { createVectorRetriever } from './vector-retriever.ts';

const dimensions = 20;
const rows = 40;
const quiet: Task = { signal: new AbortController().signal, progress: () => {} };
const plan = { documentsPerBlock: 64, queriesPerGroup: 7, queriesPerRun: 3 };

let workerFile = '';
beforeAll(async () => {
  workerFile = await bundleForNode(new URL('./search-worker.ts', import.meta.url));
});

let state = 1;
function number(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  return state / 2 ** 31;
}
const table = (count: number): VectorTable =>
  memoryTable(
    Array.from({ length: count }, () => Array.from({ length: dimensions }, number)),
    dimensions,
  );
const documents = table(500);
const queries = table(rows);

function retrieve(
  file: string | null,
  options: { readonly task?: Task; readonly documents?: VectorTable; readonly similarity?: 'euclidean' } = {},
): Promise<Pool> {
  return createVectorRetriever({
    documents: options.documents ?? documents,
    queries,
    similarity: options.similarity ?? 'dot',
    surroundings: { threads: 2 },
    plan,
    workerFile: file,
  }).retrieve(
    {
      dataSet: plainDataSet(documents.count, rows),
      queries: Int32Array.from({ length: rows }, (_, i) => rows - 1 - i),
      poolSize: 20,
      excluded: (row) => Int32Array.of(row, row + 3),
      positives: {
        offsets: Int32Array.from({ length: rows + 1 }, (_, i) => i),
        documents: Int32Array.from({ length: rows }, (_, i) => i),
      },
    },
    options.task ?? quiet,
  );
}

test('threads give the same bits as the calling thread, and tell how far they are', async () => {
  let done = 0;
  const task: Task = { ...quiet, progress: (progress) => (done = progress.done / (progress.total ?? 1)) };
  expect(await retrieve(workerFile, { task })).toEqual(await retrieve(null));
  expect(done).toBe(1);
  expect(await retrieve(workerFile, { similarity: 'euclidean' })).toEqual(
    await retrieve(null, { similarity: 'euclidean' }),
  );
});

test('a cancelled search ends with the reason, its threads too', async () => {
  const controller = new AbortController();
  const task = { signal: controller.signal, progress: () => controller.abort(new Error('enough')) };
  await expect(retrieve(workerFile, { task })).rejects.toThrow('enough');
  expect(process.getActiveResourcesInfo().filter((name) => name === 'MessagePort')).toEqual([]);
});

test('a table that cannot be read fails the search with its own error', async () => {
  const broken: VectorTable = {
    ...documents,
    read: (start, count, target) =>
      start > 100 ? Promise.reject(new Error('no such sector')) : documents.read(start, count, target),
  };
  await expect(retrieve(workerFile, { documents: broken })).rejects.toThrow('no such sector');
});

test.each([
  ['throws', `throw new Error('lost');`, /a search thread ended: lost/],
  ['ends', `process.exit(3);`, /a search thread ended: exit code 3/],
  [
    'ends in the middle',
    `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(4));`,
    /a search thread ended: exit code 4/,
  ],
])('a thread that %s fails the search with one line', async (name, source, message) => {
  const file = join(workerFile, '..', `${name.replaceAll(' ', '-')}.mjs`);
  await writeFile(file, source);
  await expect(retrieve(file)).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringMatching(message),
  });
});
