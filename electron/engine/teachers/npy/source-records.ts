import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Side } from '../encoder.ts';
import { noRecord } from './record-rows.ts';

const Total = z.object({ records: z.number() });
const Count = z.object({ n: z.number() });

/**
 * How many records the source files had, refused and duplicate ones included: the rows that a precomputed array must have.
 * Throws `invalid-input` for data whose texts cannot be told by record (triplets, lists of texts).
 */
export async function sourceRecords(workspace: Workspace, side: Side): Promise<number> {
  const { database } = workspace;
  const totals = await database.all(Total, 'SELECT records FROM source_records WHERE kind = ?', [side]);
  const without =
    side === 'documents'
      ? 'SELECT count(*) AS n FROM documents WHERE in_corpus AND record IS NULL'
      : 'SELECT count(*) AS n FROM queries WHERE record IS NULL';
  const [missing] = await database.all(Count, without);
  const total = totals[0]?.records;
  if (total !== undefined && missing?.n === 0) return total;
  throw new AppError(
    'invalid-input',
    `the ${side} of ${workspace.path} have no record numbers, so no array can belong to them: import the data as a BEIR folder (one record a document, one a query)`,
  );
}

/** The record of each document or query by index; `noRecord` for texts outside the corpus. */
export async function recordsByIndex(workspace: Workspace, side: Side): Promise<Int32Array> {
  const { documentCount, queryCount } = await workspace.dataSet();
  const records = new Int32Array(side === 'documents' ? documentCount : queryCount).fill(noRecord);
  const sql =
    side === 'documents' ? 'SELECT document, record FROM documents' : 'SELECT query, record FROM queries';
  for await (const chunk of workspace.database.dataChunks(sql)) {
    const indexes = chunk.getColumnVector(0);
    const values = chunk.getColumnVector(1);
    for (let row = 0; row < chunk.rowCount; row++) {
      const value = values.getItem(row);
      if (value !== null) records[Number(indexes.getItem(row))] = Number(value);
    }
  }
  return records;
}
