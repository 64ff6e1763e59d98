import type { RetrievalRequest } from '../teachers/retriever.ts';
import { rowNorm } from './norms.ts';
import { readRows } from './read-rows.ts';
import type { VectorTable } from './vector-table.ts';

/** Consecutive rows of a request with their vectors; position p is row `firstRow + p`. */
export type QueryGroup = {
  readonly firstRow: number;
  readonly size: number;
  /** Row-major by position. */
  readonly vectors: Float32Array;
  readonly norms: Float64Array;
};

/** Reads the vectors of request rows `firstRow` to `firstRow + size`, in whatever order their queries lie. */
export async function readQueryGroup(
  table: VectorTable,
  request: RetrievalRequest,
  firstRow: number,
  size: number,
): Promise<QueryGroup> {
  const { dimensions } = table;
  const positions = new Map<number, number[]>();
  for (let p = 0; p < size; p++) {
    const query = request.queries[firstRow + p] ?? 0;
    positions.set(query, [...(positions.get(query) ?? []), p]);
  }
  const vectors = new Float32Array(size * dimensions);
  const buffer = new Float32Array(Math.max(1, Math.floor((1 << 20) / dimensions)) * dimensions);
  await readRows(
    table,
    (query) => positions.has(query),
    buffer,
    (start, end, rows) => {
      for (let query = start; query < end; query++) {
        const row = rows.subarray((query - start) * dimensions, (query - start + 1) * dimensions);
        for (const p of positions.get(query) ?? []) vectors.set(row, p * dimensions);
      }
    },
  );
  const norms = Float64Array.from({ length: size }, (_, p) => rowNorm(vectors, p * dimensions, dimensions));
  return { firstRow, size, vectors, norms };
}
