import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNpy } from '../engine/npy/write-npy.ts';

const documents: readonly (readonly [id: string, title: string, text: string, value: number])[] = [
  ['d1', 'One', 'the first document', 1],
  ['d2', '', 'the second\u2028document', 0.96875],
  ['d3', '', 'der dritte Text, übrigens', 0.75],
  ['d4', '', 'fourth', 0.5],
  ['d5', '', 'fifth', 0.25],
  ['d6', '', 'sixth', 0],
  // The same text as d4: one candidate, the lower index.
  ['d7', '', ' fourth ', 0.5],
];

/**
 * A BEIR folder with seven documents and three queries, and one-dimensional embeddings whose dot products are exact binary
 * fractions: q1 scores every document with its value, q2 with half of it, q3 with its negative.
 */
export async function writeTinyData(folder: string): Promise<void> {
  await mkdir(join(folder, 'data', 'qrels'), { recursive: true });
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await writeFile(
    join(folder, 'data', 'corpus.jsonl'),
    lines(documents.map(([id, title, text]) => ({ _id: id, title, text }))),
  );
  await writeFile(
    join(folder, 'data', 'queries.jsonl'),
    lines(['q1', 'q2', 'q3'].map((id) => ({ _id: id, text: `query ${id}` }))),
  );
  const header = 'query-id\tcorpus-id\tscore\n';
  await writeFile(
    join(folder, 'data', 'qrels', 'train.tsv'),
    `${header}q1\td1\t1\nq2\td2\t1\nq2\td3\t2\nq1\td9\t1\n`,
  );
  await writeFile(join(folder, 'data', 'qrels', 'test.tsv'), `${header}q3\td6\t1\n`);
  await writeNpy(
    join(folder, 'documents.npy'),
    '<f4',
    [documents.length, 1],
    Float32Array.from(documents.map(([, , , value]) => value)),
  );
  await writeNpy(join(folder, 'queries.npy'), '<f4', [3, 1], Float32Array.of(1, 0.5, -1));
}
