import { hash } from 'node:crypto';

/** 128 bits as four 32-bit words. */
export type Digest = Int32Array;

/** The first 128 bits of SHA-256 of a string's UTF-8: texts are untrusted, so a fast hash could be made to collide. */
export function digestOf(text: string): Digest {
  const bytes = hash('sha256', text, 'buffer');
  return new Int32Array(bytes.buffer, bytes.byteOffset, 4);
}

export function isSameDigest(a: Digest, b: Digest): boolean {
  return a.every((word, index) => word === b[index]);
}
