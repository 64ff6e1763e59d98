import { listValue, type DuckDBValue } from '@duckdb/node-api';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { DataSet, Labels } from './data-set.ts';
import type { Database } from './database.ts';
import { readMeta } from './meta.ts';

/**
 * Loads what every decision needs, chunk by chunk; texts are not touched.
 * An index that is missing, repeated or out of range is `workspace-damaged`.
 */
export async function readDataSet(database: Database, path: string): Promise<DataSet> {
  const documentCount = await count(database, 'documents');
  const queryCount = await count(database, 'queries');
  const firstDocument = new Int32Array(documentCount).fill(-1);
  const inCorpus = new Uint8Array(documentCount);
  const documents = await indexed(
    database,
    'SELECT document, first_document, in_corpus FROM documents',
    documentCount,
    (document, first, corpus) => {
      firstDocument[document] = Number(first);
      inCorpus[document] = corpus === true ? 1 : 0;
    },
  );
  const copyOfQuery = new Int32Array(queryCount).fill(-1);
  const queries = await indexed(
    database,
    'SELECT query, copy_document, NULL FROM queries',
    queryCount,
    (query, copy) => {
      copyOfQuery[query] = Number(copy);
    },
  );
  const splits = await splitNames(database);
  const labels = await readLabels(database, queryCount, documentCount, splits);
  if (!documents || !queries || labels === null || splits.length > 256) {
    throw new AppError(
      'workspace-damaged',
      `${path}: the tables contradict each other; restore it from a copy, or import the data again`,
    );
  }
  return {
    hash: (await readMeta(database, 'data_hash')) ?? '',
    documentCount,
    queryCount,
    firstDocument,
    inCorpus,
    copyOfQuery,
    splits,
    labels,
  };
}

async function count(database: Database, table: 'documents' | 'queries' | 'qrels'): Promise<number> {
  const rows = await database.all(z.object({ n: z.int() }), `SELECT count(*) AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

/** Names of the splits, sorted: a data set's labels point into this list. */
async function splitNames(database: Database): Promise<readonly string[]> {
  const rows = await database.all(
    z.object({ split: z.string() }),
    'SELECT DISTINCT split FROM qrels ORDER BY split',
  );
  return rows.map(({ split }) => split);
}

/** Visits rows by their index in the first column; false unless each of 0 … count − 1 came exactly once. */
async function indexed(
  database: Database,
  sql: string,
  expected: number,
  visit: (index: number, second: DuckDBValue, third: DuckDBValue) => void,
): Promise<boolean> {
  const seen = new Uint8Array(expected);
  let visited = 0;
  for await (const chunk of database.dataChunks(sql)) {
    const indexes = chunk.getColumnVector(0);
    const seconds = chunk.getColumnVector(1);
    const thirds = chunk.getColumnVector(2);
    for (let row = 0; row < chunk.rowCount; row++) {
      const index = Number(indexes.getItem(row));
      if (!(index >= 0 && index < expected) || seen[index] === 1) return false;
      seen[index] = 1;
      visit(index, seconds.getItem(row), thirds.getItem(row));
      visited++;
    }
  }
  return visited === expected;
}

async function readLabels(
  database: Database,
  queryCount: number,
  documentCount: number,
  splits: readonly string[],
): Promise<Labels | null> {
  const total = await count(database, 'qrels');
  const offsets = new Int32Array(queryCount + 1);
  const documents = new Int32Array(total);
  const grades = new Float64Array(total);
  const splitIndexes = new Uint8Array(total);
  let label = 0;
  // The names become numbers inside the database: a million strings would cost more than all the rest.
  const rows = database.dataChunks(
    `SELECT query, document, grade, list_position(?, split)::INTEGER - 1 AS split_index
     FROM qrels ORDER BY query, split_index, document`,
    [listValue(splits)],
  );
  for await (const chunk of rows) {
    const [queryColumn, documentColumn, gradeColumn, splitColumn] = [0, 1, 2, 3].map((column) =>
      chunk.getColumnVector(column),
    );
    for (let row = 0; row < chunk.rowCount; row++, label++) {
      const query = Number(queryColumn?.getItem(row));
      const document = Number(documentColumn?.getItem(row));
      if (!(query >= 0 && query < queryCount) || !(document >= 0 && document < documentCount)) return null;
      offsets[query + 1] = (offsets[query + 1] ?? 0) + 1;
      documents[label] = document;
      grades[label] = Number(gradeColumn?.getItem(row));
      splitIndexes[label] = Number(splitColumn?.getItem(row));
    }
  }
  for (let query = 0; query < queryCount; query++) {
    offsets[query + 1] = (offsets[query + 1] ?? 0) + (offsets[query] ?? 0);
  }
  return { offsets, documents, grades, splits: splitIndexes };
}
