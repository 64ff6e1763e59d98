import { rowNorm } from './norms.ts';
import { readRows } from './read-rows.ts';
import type { VectorTable } from './vector-table.ts';

/** Queries that are searched together, with their vectors, row-major by position. */
export type QueryGroup = {
  readonly size: number;
  readonly vectors: Float32Array;
  readonly norms: Float64Array;
};

/** Reads the vectors of `queries`, in whatever order they lie, some perhaps several times. */
export async function readQueryGroup(table: VectorTable, queries: Int32Array): Promise<QueryGroup> {
  const { dimensions } = table;
  const size = queries.length;
  const positions = new Map<number, number[]>();
  for (const [p, query] of queries.entries()) {
    positions.set(query, [...(positions.get(query) ?? []), p]);
  }
  const vectors = new Float32Array(size * dimensions);
  const most = Math.max(1, Math.floor((1 << 20) / dimensions));
  const buffer = new Float32Array(most * dimensions);
  for (let from = 0; from < table.count; from += most) {
    const to = Math.min(table.count, from + most);
    await readRows(table, from, to, (query) => positions.has(query), buffer);
    for (let query = from; query < to; query++) {
      const row = buffer.subarray((query - from) * dimensions, (query - from + 1) * dimensions);
      for (const p of positions.get(query) ?? []) vectors.set(row, p * dimensions);
    }
  }
  const norms = Float64Array.from({ length: size }, (_, p) => rowNorm(vectors, p * dimensions, dimensions));
  return { size, vectors, norms };
}
