import type { VectorTable } from './vector-table.ts';

type Piece = {
  readonly start: number;
  readonly count: number;
  readonly rows: Float32Array;
  readonly loaded: Promise<void>;
  /** Readers that have not copied it yet. */
  waiting: number;
};

/**
 * A table for threads that go through it side by side: the last `kept` pieces that were asked for are copied instead of read again (copying from
 * the system's cache of a file takes several times as long).
 */
export function sharedReads(table: VectorTable, kept: number): VectorTable {
  /** What was asked for last comes last. */
  const pieces: Piece[] = [];
  return {
    ...table,
    read: async (start, count, target) => {
      const known = pieces.findIndex((piece) => piece.start === start && piece.count === count);
      const piece = pieces.splice(known, known < 0 ? 0 : 1)[0] ?? load(start, count);
      pieces.push(piece);
      piece.waiting++;
      await piece.loaded;
      target.set(piece.rows);
      piece.waiting--;
    },
  };

  function load(start: number, count: number): Piece {
    const length = count * table.dimensions;
    const free = pieces.length < kept ? -1 : pieces.findIndex(({ waiting }) => waiting === 0);
    const old = free < 0 ? undefined : pieces.splice(free, 1)[0];
    const memory = old && old.rows.buffer.byteLength >= 4 * length ? old.rows.buffer : new ArrayBuffer(4 * length);
    const rows = new Float32Array(memory, 0, length);
    return { start, count, rows, loaded: table.read(start, count, rows), waiting: 0 };
  }
}
