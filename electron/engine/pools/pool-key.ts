import { createHash } from 'node:crypto';

/** Changes whenever the arrays of a stored pool change their meaning. */
export const poolFormat = 1;

/** What a pool depends on; equal parts, equal pool. */
export type PoolParts = {
  readonly fingerprint: string;
  readonly dataHash: string;
  readonly split: string;
  readonly poolSize: number;
};

/** The name of a pool's files: 24 hexadecimal digits. */
export function poolKey({ fingerprint, dataHash, split, poolSize }: PoolParts): string {
  const parts = JSON.stringify([poolFormat, fingerprint, dataHash, split, poolSize]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 24);
}
