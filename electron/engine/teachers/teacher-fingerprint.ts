import { createHash } from 'node:crypto';

/** Names everything that changes a score: equal parts, equal fingerprint. 32 hexadecimal digits of SHA-256. */
export function teacherFingerprint(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
