import { setImmediate as nextTurn } from 'node:timers/promises';
import { knownNegatives } from '../mine/known-negatives.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Task } from '../task.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { Database } from '../workspace/database.ts';
import { lookUpDocuments } from './document-lookup.ts';
import type { ExportQuery } from './export-query.ts';
import { lookUpQueries } from './query-lookup.ts';
import { rowDocuments, rowQuery } from './row-query.ts';

/** Documents looked up at once: bounds memory (texts of this many) and the number of passes over the table. */
const idsAtOnce = 262_144;
const textsAtOnce = 65_536;
/** Queries between two words of how far it is, at which it can be cancelled, too. */
const queriesAtOnce = 500;

export type RunQueriesOptions = {
  /** Titles and texts of documents, not only their ids. */
  readonly texts: boolean;
  /** The whole pool with its verdicts; known negatives are marked by the labels of this data set. */
  readonly candidates: Pick<DataSet, 'labels' | 'firstDocument'> | null;
};

/** Every mined query in imported order, looked up in batches: memory does not grow with the run. */
export async function* runQueries(
  run: Pick<OpenedRun, 'decided'>,
  database: Database,
  options: RunQueriesOptions,
  task: Task,
): AsyncIterable<ExportQuery> {
  const { decided } = run;
  const { queries } = decided.pool;
  const limit = options.texts ? textsAtOnce : idsAtOnce;
  let row = 0;
  async function sayHowFar(done: number): Promise<void> {
    // What was asked meanwhile has its turn.
    await nextTurn();
    task.signal.throwIfAborted();
    task.progress({ stage: 'Exporting', done, total: queries.length, unit: 'queries' });
  }
  while (row < queries.length) {
    await sayHowFar(row);
    const first = row;
    const documents = new Set<number>();
    do {
      for (const document of rowDocuments(decided, row, options.candidates !== null)) documents.add(document);
      row++;
    } while (row < queries.length && documents.size < limit && row - first < limit);
    const documentOf = await lookUpDocuments(database, documents, options.texts);
    const queryOf = await lookUpQueries(database, queries.subarray(first, row));
    for (let i = first; i < row; i++) {
      if (i > first && (i - first) % queriesAtOnce === 0) await sayHowFar(i);
      const query = queries[i] ?? -1;
      const candidates = options.candidates && { knownNegatives: knownNegatives(options.candidates, query) };
      yield rowQuery(decided, i, queryOf(query), documentOf, candidates);
    }
  }
  await sayHowFar(row);
}
