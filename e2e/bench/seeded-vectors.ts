import { createNpyWriter } from '../../electron/engine/npy/npy-writer.ts';
import { openNpyRows } from '../../electron/engine/npy/open-npy-rows.ts';

/** Row i leans towards row i × `step` of another file, with cosine about `share`. */
type Leaning = { readonly path: string; readonly step: number; readonly share: number };

/** Writes `rows` unit vectors of independent normal components (float32), the same for the same seed. */
export async function writeSeededVectors(
  path: string,
  rows: number,
  dimensions: number,
  seed: number,
  leaning?: Leaning,
): Promise<void> {
  const uniform = xorshift(seed);
  const writer = await createNpyWriter(path, '<f4', [rows, dimensions]);
  const other = leaning ? await openNpyRows(leaning.path, 'given') : null;
  const centre = new Float32Array(dimensions);
  const share = leaning?.share ?? 0;
  // The noise has length about 1.
  const spread = Math.sqrt((1 - share * share) / dimensions);
  const block = new Float32Array(dimensions);
  for (let row = 0; row < rows; row++) {
    if (other && leaning) await other.read(row * leaning.step, 1, centre);
    let square = 0;
    for (let i = 0; i < dimensions; i++) {
      const noise = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
      const value = spread * noise + share * (centre[i] ?? 0);
      block[i] = value;
      square += value * value;
    }
    const scale = 1 / Math.sqrt(square);
    await writer.append(block.map((value) => value * scale));
  }
  await other?.close();
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
