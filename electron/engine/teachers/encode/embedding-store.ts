import { type FileHandle, open, readFile, rename, rm, statfs, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { openNpyFile, readFully } from '../../npy/npy-file.ts';
import { formatNpyHeader } from '../../npy/npy-header.ts';
import { writeFault } from '../../npy/npy-writer.ts';
import type { EmbeddingFiles } from './embedding-files.ts';
import { formatJournal, parseJournal, rowChecksum, type JournalEntry } from './row-journal.ts';

/**
 * Vectors of one side while they are being made: a `.npy` of full size, and beside it the list of rows that are written.
 * Rows go to the file first, then to the list; so a process killed at any moment loses what it had not listed, and nothing listed is wrong.
 */
export type EmbeddingStore = {
  readonly dimensions: number;
  /** 1 for each row that is written. */
  readonly done: Uint8Array;
  /** Writes rows (row-major) and lists them. Throws `disk-full`, `read-only`. */
  readonly write: (rows: readonly number[], vectors: Float32Array) => Promise<void>;
  /** Copies written rows to others, flushes, and gives the file its final name. */
  readonly finish: (copies: ReadonlyMap<number, number>) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens what an earlier process left of `count` rows, every listed row checked against its checksum; null when there is nothing usable. */
export async function resumeEmbeddingStore(
  files: EmbeddingFiles,
  count: number,
): Promise<EmbeddingStore | null> {
  const file = await openNpyFile(files.partial, 'workspace').catch(() => null);
  if (!file) return null;
  const { shape, dtype, dataOffset } = file.header;
  const dimensions = shape[1] ?? 0;
  const usable = dtype === '<f4' && shape[0] === count && dimensions > 0;
  const journal = await readFile(files.journal).catch(() => null);
  try {
    if (!usable || !journal) return null;
    const { entries, length } = parseJournal(journal);
    if (length < journal.length) await truncate(files.journal, length);
    const done = await verifiedRows(file.handle, dataOffset, { count, dimensions }, entries);
    return await openStore(files, { dimensions, dataOffset, done });
  } finally {
    await file.handle.close();
  }
}

/** Starts anew; what was left is removed. Throws `disk-full` when the file would not fit. */
export async function createEmbeddingStore(
  files: EmbeddingFiles,
  count: number,
  dimensions: number,
): Promise<EmbeddingStore> {
  try {
    await rm(files.journal, { force: true });
    const header = formatNpyHeader('<f4', [count, dimensions]);
    const bytes = count * dimensions * 4;
    await checkSpace(files.partial, bytes);
    const handle = await open(files.partial, 'w');
    try {
      await handle.write(header, 0, header.length, 0);
      await handle.truncate(header.length + bytes);
    } finally {
      await handle.close();
    }
    return await openStore(files, { dimensions, dataOffset: header.length, done: new Uint8Array(count) });
  } catch (error) {
    throw error instanceof AppError ? error : writeFault(files.partial, error);
  }
}

async function openStore(
  files: EmbeddingFiles,
  state: { readonly dimensions: number; readonly dataOffset: number; readonly done: Uint8Array },
): Promise<EmbeddingStore> {
  const { dimensions, dataOffset, done } = state;
  const rowBytes = dimensions * 4;
  const handle = await open(files.partial, 'r+');
  const journal = await open(files.journal, 'a').catch(async (error: unknown) => {
    await handle.close();
    throw error;
  });
  let lastListed: Promise<unknown> = Promise.resolve();

  const writeRow = async (row: number, vector: Float32Array): Promise<void> => {
    const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await handle.write(
        bytes,
        at,
        bytes.length - at,
        dataOffset + row * rowBytes + at,
      );
      at += bytesWritten;
    }
  };
  const close = async (): Promise<void> => {
    await lastListed.catch(() => {});
    await handle.close();
    await journal.close();
  };

  return {
    dimensions,
    done,
    write: async (rows, vectors) => {
      const entries: JournalEntry[] = [];
      try {
        for (const [i, row] of rows.entries()) {
          const vector = vectors.subarray(i * dimensions, (i + 1) * dimensions);
          await writeRow(row, vector);
          entries.push({ row, checksum: rowChecksum(vector) });
        }
        // One append after the other: batches that end together must not tear each other's entries.
        lastListed = lastListed.then(() => journal.appendFile(formatJournal(entries)));
        await lastListed;
      } catch (error) {
        throw writeFault(files.partial, error);
      }
      for (const row of rows) done[row] = 1;
    },
    finish: async (copies) => {
      try {
        const vector = new Float32Array(dimensions);
        for (const [copy, first] of copies) {
          await readFully(handle, vector, dataOffset + first * rowBytes);
          await writeRow(copy, vector);
        }
        await handle.sync();
        await close();
        await rename(files.partial, files.whole);
        await rm(files.journal, { force: true });
      } catch (error) {
        throw writeFault(files.whole, error);
      }
    },
    close,
  };
}

/** Which listed rows are on the disk as they were written; read in one pass through the file. */
async function verifiedRows(
  handle: FileHandle,
  dataOffset: number,
  { count, dimensions }: { readonly count: number; readonly dimensions: number },
  entries: readonly JournalEntry[],
): Promise<Uint8Array> {
  const listed = new Map(entries.map(({ row, checksum }) => [row, checksum]));
  const done = new Uint8Array(count);
  const blockRows = Math.max(1, Math.floor(2 ** 23 / (dimensions * 4)));
  const block = new Float32Array(blockRows * dimensions);
  for (let start = 0; start < count; start += blockRows) {
    const rows = Math.min(blockRows, count - start);
    await readFully(handle, block.subarray(0, rows * dimensions), dataOffset + start * dimensions * 4);
    for (let i = 0; i < rows; i++) {
      const checksum = listed.get(start + i);
      const same = checksum === rowChecksum(block.subarray(i * dimensions, (i + 1) * dimensions));
      if (same) done[start + i] = 1;
    }
  }
  return done;
}

/** The file is sparse at first, so its size alone would not tell that the disk is too small. */
async function checkSpace(path: string, bytes: number): Promise<void> {
  const disk = await statfs(dirname(path)).catch(() => null);
  if (!disk || disk.bavail * disk.bsize >= bytes) return;
  const [need, free] = [bytes, disk.bavail * disk.bsize].map((n) => (n / 1e9).toFixed(2));
  throw new AppError(
    'disk-full',
    `${path} needs ${need} GB and the disk has ${free} GB free; free some space and run again`,
  );
}
