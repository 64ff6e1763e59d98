import type { VectorTable } from '../../search/vector-table.ts';
import { normaliseRows } from '../encode/normalise-rows.ts';

/** A record that a text does not have: its row is zero. */
export const noRecord = -1;

/** Ranges up to this many times as long as what is wanted of them are read at once; sparser rows one by one. */
const sparsest = 4;
/** Rows gathered at once: bounds the range that is read for them. */
const gatheredRows = 2048;

/**
 * The rows of a file by index instead of by record: row i is the file's row `records[i]`, normalised when `normalise`.
 * A view: nothing is copied to disk, and refused or merged records are read over.
 */
export function recordRows(table: VectorTable, records: Int32Array, normalise: boolean): VectorTable {
  const { dimensions } = table;
  const inPlace = records.length === table.count && records.every((record, i) => record === i);
  return {
    count: records.length,
    dimensions,
    read: async (start, count, target) => {
      if (inPlace) await table.read(start, count, target);
      else {
        for (let done = 0; done < count; done += gatheredRows) {
          const part = records.subarray(start + done, start + Math.min(count, done + gatheredRows));
          await gather(table, part, target.subarray(done * dimensions));
        }
      }
      if (normalise) normaliseRows(target.subarray(0, count * dimensions), dimensions);
    },
    close: () => table.close(),
  };
}

async function gather(table: VectorTable, records: Int32Array, target: Float32Array): Promise<void> {
  const { dimensions } = table;
  const present = records.filter((record) => record !== noRecord);
  const lowest = Math.min(...present);
  const span = Math.max(...present) - lowest + 1;
  const dense = present.length > 0 && span <= sparsest * present.length;
  const range = new Float32Array(dense ? span * dimensions : 0);
  if (dense) await table.read(lowest, span, range);
  for (const [i, record] of records.entries()) {
    const row = target.subarray(i * dimensions, (i + 1) * dimensions);
    if (record === noRecord) row.fill(0);
    else if (dense)
      row.set(range.subarray((record - lowest) * dimensions, (record - lowest + 1) * dimensions));
    else await table.read(record, 1, row);
  }
}
