import { createHash } from 'node:crypto';
import type { Encoder } from '../../encoder.ts';

/** Four numbers that only depend on the text; never all zero. */
export function hashVector(text: string): readonly number[] {
  const bytes = createHash('sha256').update(text).digest();
  return [0, 4, 8, 12].map((at) => Math.fround(bytes.readInt32LE(at) / 2 ** 31));
}

/** A model that hashes: cost is the number of characters. `onBatch` sees every batch before its answer. */
export function hashEncoder(
  onBatch: (texts: readonly string[]) => void | Promise<void> = () => {},
  changes: Partial<Encoder> = {},
): Encoder {
  return {
    encode: async (texts) => {
      await onBatch(texts);
      return { rows: Float32Array.from(texts.flatMap(hashVector)), dimensions: 4 };
    },
    cost: (text) => text.length,
    batchCost: 60,
    maxBatchTexts: 8,
    concurrency: 1,
    device: 'a hash',
    close: () => Promise.resolve(),
    ...changes,
  };
}
