import { createNpyWriter } from '../../electron/engine/npy/npy-writer.ts';

/** Writes `rows` unit vectors of independent normal components (float32), the same for the same seed. */
export async function writeSeededVectors(
  path: string,
  rows: number,
  dimensions: number,
  seed: number,
): Promise<void> {
  const uniform = xorshift(seed);
  const writer = await createNpyWriter(path, '<f4', [rows, dimensions]);
  for (let start = 0; start < rows; start += 10_000) {
    const block = new Float32Array(Math.min(10_000, rows - start) * dimensions);
    for (let row = 0; row < block.length; row += dimensions) {
      let square = 0;
      for (let i = row; i < row + dimensions; i++) {
        const value = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
        block[i] = value;
        square += value * value;
      }
      const scale = 1 / Math.sqrt(square);
      for (let i = row; i < row + dimensions; i++) block[i] = (block[i] ?? 0) * scale;
    }
    await writer.append(block);
  }
  await writer.finish();
}

/** Uniform in (0, 1); Marsaglia's xorshift32. */
function xorshift(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
}
