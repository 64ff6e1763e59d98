import type { Pooling } from '../../../../shared/domain/teacher.ts';

export type TokenRows = {
  /** Row-major `count × length × dimensions`. */
  readonly vectors: Float32Array;
  readonly length: number;
  readonly dimensions: number;
};

/**
 * One vector for a text from those of its tokens, into `target` (`dimensions` long). Only places `start` to `end` of row `row` are its
 * tokens; the rest is padding. The mean leaves out the first `skip` tokens (a prompt that shall not count). A text without tokens gives zeros.
 */
export function poolTokens(
  tokens: TokenRows,
  pooling: Pooling,
  row: number,
  start: number,
  end: number,
  skip: number,
  target: Float32Array,
): void {
  target.fill(0);
  if (end <= start) return;
  if (pooling === 'mean') mean(tokens, row, Math.min(start + skip, end), end, target);
  else copy(tokens, row, pooling === 'cls' ? start : end - 1, target);
}

function copy(
  { vectors, length, dimensions }: TokenRows,
  row: number,
  place: number,
  target: Float32Array,
): void {
  const from = (row * length + place) * dimensions;
  target.set(vectors.subarray(from, from + dimensions));
}

function mean(
  { vectors, length, dimensions }: TokenRows,
  row: number,
  start: number,
  end: number,
  target: Float32Array,
): void {
  if (end <= start) return;
  const sums = new Float64Array(dimensions);
  for (let place = start; place < end; place++) {
    const from = (row * length + place) * dimensions;
    for (let d = 0; d < dimensions; d++) sums[d] = (sums[d] ?? 0) + (vectors[from + d] ?? 0);
  }
  for (let d = 0; d < dimensions; d++) target[d] = (sums[d] ?? 0) / (end - start);
}
