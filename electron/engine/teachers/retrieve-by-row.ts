import { setImmediate } from 'node:timers/promises';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { Task } from '../task.ts';
import { createBestK, type BestK } from './best-k.ts';
import type { RetrievalRequest } from './retriever.ts';

/** The scores of one query. */
export type RowScores = {
  /** Offers every document of the row that `allowed` marks with 1. */
  readonly offerTo: (best: BestK, allowed: Uint8Array) => void;
  /** NaN where the teacher gives no score. Asked for first documents and for texts outside the corpus. */
  readonly scoreOf: (document: number) => number;
};

const millisecondsBetweenPauses = 100;

/** Makes a pool query by query, for teachers that score one query against many documents at a time. */
export async function retrieveByRow(
  request: RetrievalRequest,
  task: Task,
  scoresOf: (query: number, row: number) => RowScores | Promise<RowScores>,
): Promise<Pool> {
  const { dataSet, queries, poolSize, positives } = request;
  const rows = queries.length;
  const documents = new Int32Array(rows * poolSize).fill(-1);
  const scores = new Float32Array(rows * poolSize);
  const counts = new Int32Array(rows);
  const positiveScores = new Float32Array(positives.documents.length);
  const best = createBestK(Math.min(poolSize, dataSet.documentCount));
  const allowed = candidateMarks(dataSet);
  let lastPause = performance.now();

  for (let row = 0; row < rows; row++) {
    const rowScores = await scoresOf(queries[row] ?? 0, row);
    const excluded = request.excluded(row).filter((document) => allowed[document] === 1);
    for (const document of excluded) allowed[document] = 0;
    rowScores.offerTo(best, allowed);
    for (const document of excluded) allowed[document] = 1;
    counts[row] = best.drain(documents, scores, row * poolSize);
    for (let i = positives.offsets[row] ?? 0; i < (positives.offsets[row + 1] ?? 0); i++) {
      const document = positives.documents[i] ?? 0;
      positiveScores[i] = rowScores.scoreOf(dataSet.firstDocument[document] ?? document);
    }
    if (performance.now() - lastPause > millisecondsBetweenPauses) {
      await setImmediate();
      task.signal.throwIfAborted();
      task.progress({ stage: 'retrieving', done: row + 1, total: rows, unit: 'queries' });
      lastPause = performance.now();
    }
  }
  const scored = { offsets: positives.offsets, documents: positives.documents, scores: positiveScores };
  return { poolSize, queries, counts, documents, scores, positives: scored };
}

/** 1 for documents that may become candidates: first with their text, and in the corpus. */
export function candidateMarks({ firstDocument, inCorpus }: DataSet): Uint8Array {
  return inCorpus.map((within, document) => (within === 1 && firstDocument[document] === document ? 1 : 0));
}
