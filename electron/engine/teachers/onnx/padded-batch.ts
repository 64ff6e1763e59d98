import type { TokenBatch } from './batch-feeds.ts';
import type { TextTokenizer } from './text-tokenizer.ts';

/** Token ids as one batch, padded to the longest; at least one place wide, so that an empty text has a shape too. */
export function paddedBatch(
  tokenizer: Pick<TextTokenizer, 'padId' | 'paddingSide'>,
  ids: readonly Int32Array[],
  types: readonly (Uint8Array | null)[] = [],
): TokenBatch {
  const length = ids.reduce((longest, row) => Math.max(longest, row.length), 1);
  const { padId, paddingSide } = tokenizer;
  return { count: ids.length, length, ids, types, padId, paddingSide };
}
