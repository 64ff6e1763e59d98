import { expect, test } from 'vitest';
import { sharedFile, skippedWithout } from '../../testing/shared-material.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { openNpyRows } from '../npy/open-npy-rows.ts';
import { plainDataSet } from './testing/vectors.ts';
import type { SearchPlan } from './search-plan.ts';
import { createVectorRetriever } from './vector-retriever.ts';

const folder = sharedFile('reference', 'embeddings', 'scifact');

async function retrieve(path: string, threads: number, plan?: SearchPlan): Promise<Pool> {
  const documents = await openNpyRows(`${path}/corpus.npy`);
  const queries = await openNpyRows(`${path}/queries.npy`);
  const rows = 200;
  const retriever = createVectorRetriever({
    documents,
    queries,
    similarity: 'cosine',
    surroundings: { threads },
    ...(plan ? { plan } : {}),
  });
  const pool = await retriever.retrieve(
    {
      dataSet: plainDataSet(documents.count, queries.count),
      queries: Int32Array.from({ length: rows }, (_, i) => i),
      poolSize: 100,
      excluded: () => new Int32Array(),
      positives: { offsets: new Int32Array(rows + 1), documents: new Int32Array() },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
  await documents.close();
  await queries.close();
  return pool;
}

test('real embeddings: the same bits whatever the blocks and threads', async (context) => {
  if (!folder) return context.skip(skippedWithout('reference', 'embeddings', 'scifact'));
  const whole = await retrieve(folder, 1);
  expect(whole.counts.every((count) => count === 100)).toBe(true);
  const cut = { documentsPerBlock: 1_111, queriesPerGroup: 150, queriesPerRun: 77 };
  expect(await retrieve(folder, 2, cut)).toEqual(whole);
});
