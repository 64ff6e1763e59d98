import { type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { writeFault } from '../../npy/npy-writer.ts';

/** A (query, document) pair by indexes, and what the model said. */
export type PairScore = { readonly query: number; readonly document: number; readonly score: number };

/** Scores of pairs, kept on disk as they come: 16 bytes each (query, document, float32 score, CRC-32 of the three). */
export type ScoreJournal = {
  readonly get: (query: number, document: number) => number | undefined;
  /** Appends; returns when the system has them. Throws `disk-full`, `read-only`. */
  readonly add: (scores: readonly PairScore[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const entryBytes = 16;

/** Opens or starts a journal and reads all of it; a torn end is cut off. A read-only one keeps what is added in memory only. */
export async function openScoreJournal(path: string, readOnly: boolean): Promise<ScoreJournal> {
  const known = new Map<number, Map<number, number>>();
  const keep = ({ query, document, score }: PairScore): void => {
    const row = known.get(query) ?? new Map<number, number>();
    known.set(query, row.set(document, score));
  };
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const stored = parseScores(bytes);
  if (stored.length < bytes.length && !readOnly) await truncate(path, stored.length);
  stored.scores.forEach(keep);
  let handle: FileHandle | null = null;
  const append = async (bytes: Uint8Array): Promise<void> => {
    handle ??= await open(path, 'a');
    await handle.appendFile(bytes);
  };
  // One after the other: batches that end together must not tear each other's entries.
  let last: Promise<void> = Promise.resolve();
  return {
    get: (query, document) => known.get(query)?.get(document),
    add: async (scores) => {
      if (!readOnly) {
        try {
          last = last.then(() => append(formatScores(scores)));
          await last;
        } catch (error) {
          throw writeFault(path, error);
        }
      }
      scores.forEach(keep);
    },
    close: async () => {
      await last.catch(() => {});
      await handle?.close();
      handle = null;
    },
  };
}

function formatScores(scores: readonly PairScore[]): Uint8Array {
  const bytes = new Uint8Array(scores.length * entryBytes);
  const view = new DataView(bytes.buffer);
  scores.forEach(({ query, document, score }, i) => {
    const at = i * entryBytes;
    view.setUint32(at, query, true);
    view.setUint32(at + 4, document, true);
    view.setFloat32(at + 8, score, true);
    view.setUint32(at + 12, crc32(bytes.subarray(at, at + 12)), true);
  });
  return bytes;
}

function parseScores(bytes: Uint8Array): { readonly scores: readonly PairScore[]; readonly length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const scores: PairScore[] = [];
  let at = 0;
  for (; at + entryBytes <= bytes.length; at += entryBytes) {
    if (view.getUint32(at + 12, true) !== crc32(bytes.subarray(at, at + 12))) break;
    const [query, document] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    scores.push({ query, document, score: view.getFloat32(at + 8, true) });
  }
  return { scores, length: at };
}
