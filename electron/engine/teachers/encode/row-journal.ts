import { crc32 } from 'node:zlib';

/**
 * Which rows of an embedding file are written: 12 bytes a row, appended after the row itself. Each entry carries a checksum of the row's bytes
 * and one of itself, so that a torn end, and rows that a power failure kept from the disk, are known and encoded again.
 */
export type JournalEntry = { readonly row: number; readonly checksum: number };

/** Size of one entry in the file. */
export const entryBytes = 12;

/** CRC-32 of a row's bytes. */
export function rowChecksum(row: Float32Array): number {
  return crc32(new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
}

/** Entries as the bytes to append. */
export function formatJournal(entries: readonly JournalEntry[]): Uint8Array {
  const bytes = new Uint8Array(entries.length * entryBytes);
  const view = new DataView(bytes.buffer);
  entries.forEach(({ row, checksum }, i) => {
    const at = i * entryBytes;
    view.setUint32(at, row, true);
    view.setUint32(at + 4, checksum, true);
    view.setUint32(at + 8, crc32(bytes.subarray(at, at + 8)), true);
  });
  return bytes;
}

/** The entries up to the first that is torn, and how many bytes they take: what follows is to be cut off. */
export function parseJournal(bytes: Uint8Array): {
  readonly entries: readonly JournalEntry[];
  readonly length: number;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: JournalEntry[] = [];
  let at = 0;
  for (; at + entryBytes <= bytes.length; at += entryBytes) {
    if (view.getUint32(at + 8, true) !== crc32(bytes.subarray(at, at + 8))) break;
    entries.push({ row: view.getUint32(at, true), checksum: view.getUint32(at + 4, true) });
  }
  return { entries, length: at };
}
