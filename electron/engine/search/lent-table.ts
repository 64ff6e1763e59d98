import type { MessagePort } from 'node:worker_threads';
import type { FromSearchThread, TableName, TableShape } from './search-messages.ts';
import type { VectorTable } from './vector-table.ts';

/** A table that lies with the thread at the other end of `port`; `settle` is told when rows have come back. */
export type LentTable = {
  readonly table: VectorTable;
  readonly settle: (id: number, memory: ArrayBuffer) => void;
};

let lastId = 0;

/** Reads by lending memory over the port, one piece for all reads of a table that do not overlap. */
export function lentTable(port: MessagePort, name: TableName, { count, dimensions }: TableShape): LentTable {
  const waiting = new Map<number, (memory: ArrayBuffer) => void>();
  let spare = new ArrayBuffer(0);
  return {
    table: {
      count,
      dimensions,
      read: async (start, rows, target) => {
        const length = rows * dimensions;
        const lent = spare.byteLength >= 4 * length ? spare : new ArrayBuffer(4 * length);
        spare = new ArrayBuffer(0);
        const id = ++lastId;
        const filled = new Promise<ArrayBuffer>((resolve) => waiting.set(id, resolve));
        const message: FromSearchThread = { kind: 'read', id, table: name, start, count: rows, memory: lent };
        port.postMessage(message, [lent]);
        spare = await filled;
        target.set(new Float32Array(spare, 0, length));
      },
      close: () => Promise.resolve(),
    },
    settle: (id, memory) => {
      waiting.get(id)?.(memory);
      waiting.delete(id);
    },
  };
}
