import type { Pool } from '../../shared/mining/pool.ts';

/** Scores like those of a sentence encoder: each row falls from its best by small random steps, one positive a row. No documents. */
export function generatedPool(rows: number, poolSize: number): Pool {
  const scores = new Float32Array(new SharedArrayBuffer(rows * poolSize * 4));
  const positives = new Float32Array(new SharedArrayBuffer(rows * 4));
  const ints = (length: number, of: (i: number) => number): Int32Array => {
    const array = new Int32Array(new SharedArrayBuffer(length * 4));
    for (let i = 0; i < length; i++) array[i] = of(i);
    return array;
  };
  const random = seededFloats(1);
  for (let row = 0; row < rows; row++) {
    positives[row] = 0.5 + 0.45 * random();
    let score = 0.6 + 0.35 * random();
    for (let column = 0; column < poolSize; column++) {
      scores[row * poolSize + column] = score;
      score -= 0.006 * random() * (1 + 10 / (column + 3));
    }
  }
  return {
    poolSize,
    queries: ints(rows, (i) => i),
    counts: ints(rows, () => poolSize),
    documents: new Int32Array(new SharedArrayBuffer(0)),
    scores,
    positives: { offsets: ints(rows + 1, (i) => i), documents: ints(rows, (i) => i), scores: positives },
  };
}

/** Mulberry32: uniform in [0, 1). */
export function seededFloats(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
