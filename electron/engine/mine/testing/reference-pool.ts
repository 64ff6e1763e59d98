import { readFileSync } from 'node:fs';
import type { Pool } from '../../../../shared/mining/pool.ts';

/** A data set of the given material with the embeddings that another program made of it. */
export type ReferenceData = {
  readonly queryIds: readonly string[];
  readonly documentIds: readonly string[];
  /** Row-major, normalised. */
  readonly queryRows: Float32Array;
  readonly documentRows: Float32Array;
  readonly dimensions: number;
  /** Query indexes with a positive in the split, in imported order, and their positives' document indexes. */
  readonly mined: readonly { readonly query: number; readonly positives: readonly number[] }[];
};

/** Reads `corpus.jsonl`, `queries.jsonl`, `qrels/SPLIT.tsv` and the two `.npy` files beside nothing of Negscope's own readers. */
export function readReferenceData(texts: string, embeddings: string, split: string): ReferenceData {
  const documentIds = idsOf(`${texts}/corpus.jsonl`);
  const queryIds = idsOf(`${texts}/queries.jsonl`);
  const documentIndex = new Map(documentIds.map((id, i) => [id, i]));
  const positives = new Map<string, number[]>();
  for (const line of linesOf(`${texts}/qrels/${split}.tsv`).slice(1)) {
    const [query = '', document = '', grade = ''] = line.split('\t');
    const index = documentIndex.get(document);
    if (Number(grade) > 0 && index !== undefined)
      positives.set(query, [...(positives.get(query) ?? []), index]);
  }
  const queryRows = rowsOf(`${embeddings}/queries.npy`);
  return {
    queryIds,
    documentIds,
    queryRows,
    documentRows: rowsOf(`${embeddings}/corpus.npy`),
    dimensions: queryRows.length / queryIds.length,
    mined: queryIds.flatMap((id, query) => {
      const own = positives.get(id);
      return own === undefined ? [] : [{ query, positives: own.toSorted((a, b) => a - b) }];
    }),
  };
}

/** Exact search in float64: for each mined query the first `poolSize` documents that are no positives, ties by document index. */
export function bruteForcePool(data: ReferenceData, poolSize: number): Pool {
  const { mined, documentIds } = data;
  const documents = new Int32Array(mined.length * poolSize);
  const scores = new Float32Array(mined.length * poolSize);
  const offsets = new Int32Array(mined.length + 1);
  const positiveScores: number[] = [];
  const row = new Float32Array(documentIds.length);
  for (const [i, { query, positives }] of mined.entries()) {
    for (let document = 0; document < documentIds.length; document++)
      row[document] = dot(data, query, document);
    for (const positive of positives) {
      positiveScores.push(row[positive] ?? Number.NaN);
      row[positive] = -2;
    }
    offsets[i + 1] = (offsets[i] ?? 0) + positives.length;
    const cut = row.toSorted().at(-poolSize) ?? 0;
    const best = [...row.keys()]
      .filter((document) => (row[document] ?? -2) >= cut)
      .toSorted((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b)
      .slice(0, poolSize);
    documents.set(best, i * poolSize);
    scores.set(
      best.map((document) => row[document] ?? 0),
      i * poolSize,
    );
  }
  return {
    poolSize,
    queries: Int32Array.from(mined, ({ query }) => query),
    counts: new Int32Array(mined.length).fill(poolSize),
    documents,
    scores,
    positives: {
      offsets,
      documents: Int32Array.from(mined.flatMap(({ positives }) => positives)),
      scores: Float32Array.from(positiveScores),
    },
  };
}

function dot(
  { queryRows, documentRows, dimensions }: ReferenceData,
  query: number,
  document: number,
): number {
  const a = query * dimensions;
  const b = document * dimensions;
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += (queryRows[a + i] ?? 0) * (documentRows[b + i] ?? 0);
  return sum;
}

function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

function idsOf(path: string): readonly string[] {
  return linesOf(path).map((line) => String(JSON.parse(line)._id));
}

/** The float32 data behind a version 1 header. */
function rowsOf(path: string): Float32Array {
  const bytes = readFileSync(path);
  const start = 10 + bytes.readUInt16LE(8);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length));
}
