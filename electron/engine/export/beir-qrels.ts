import { AppError } from '../../../shared/errors.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Decision } from '../relabel/decisions.ts';
import type { Task } from '../task.ts';
import type { Database } from '../workspace/database.ts';
import type { DataSet } from '../workspace/data-set.ts';
import { lookUpDocuments } from './document-lookup.ts';
import { lookUpQueries } from './query-lookup.ts';

type QrelsFile = { readonly name: string; readonly lines: AsyncIterable<string> };

const page = 16_384;

/**
 * `qrels/SPLIT.tsv` with every label of the mined queries, for each split that has any: positives of the other splits are no
 * candidates either, and an import must know them. The mined split comes first, with grade 1 for documents that were promoted.
 */
export function qrelsFiles(
  run: OpenedRun,
  database: Database,
  dataSet: DataSet,
  decisions: readonly Decision[],
  task: Task,
): readonly QrelsFile[] {
  const others = splitsOf(run.decided.pool.queries, dataSet).filter((split) => split !== run.split);
  const names = fileNames([run.split, ...others]);
  return [run.split, ...others].map((split, i) => ({
    name: `qrels/${names[i] ?? ''}.tsv`,
    lines: qrelsLines(run, split, database, dataSet, split === run.split ? decisions : [], task),
  }));
}

/** The splits that label one of the queries, in the data set's order. */
function splitsOf(queries: Int32Array, { labels, splits }: DataSet): readonly string[] {
  const found = new Set<number>();
  for (const query of queries) {
    for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++)
      found.add(labels.splits[i] ?? 0);
  }
  return splits.filter((_, i) => found.has(i));
}

/** A file name for each split; one that another split has already, on some systems also in other case, gets a number. */
function fileNames(splits: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return splits.map((split) => {
    const plain = split.replaceAll(/[^\w.-]/gu, '_');
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

async function* qrelsLines(
  { decided }: OpenedRun,
  split: string,
  database: Database,
  { labels, splits }: DataSet,
  decisions: readonly Decision[],
  task: Task,
): AsyncIterable<string> {
  yield 'query-id\tcorpus-id\tscore\n';
  const { queries } = decided.pool;
  const ownSplit = splits.indexOf(split);
  const labelsOf = (query: number): readonly number[] =>
    range(labels.offsets[query] ?? 0, labels.offsets[query + 1] ?? 0).filter(
      (i) => labels.splits[i] === ownSplit,
    );
  const promoted = new Map<number, number[]>();
  for (const { query, document, action } of decisions)
    if (action === 'promote') promoted.set(query, [...(promoted.get(query) ?? []), document]);
  /** Documents with their grades; a promotion stands above a grade of 0. */
  const gradesOf = (query: number): ReadonlyMap<number, number> => {
    const grades = new Map(labelsOf(query).map((i) => [labels.documents[i] ?? -1, labels.grades[i] ?? 0]));
    for (const document of promoted.get(query) ?? [])
      if (!((grades.get(document) ?? 0) > 0)) grades.set(document, 1);
    return grades;
  };
  for (let first = 0; first < queries.length; first += page) {
    task.signal.throwIfAborted();
    const indexes = queries.subarray(first, first + page);
    const queryOf = await lookUpQueries(database, indexes);
    const graded = [...indexes].map((query) => ({ query, grades: gradesOf(query) }));
    const documents = new Set(graded.flatMap(({ grades }) => [...grades.keys()]));
    const documentOf = await lookUpDocuments(database, documents, false);
    for (const { query, grades } of graded) {
      const queryId = cell(queryOf(query).id, 'query');
      for (const [document, grade] of grades)
        yield `${queryId}\t${cell(documentOf(document).id, 'document')}\t${grade}\n`;
    }
  }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, i) => from + i);
}

/** BEIR's qrels have no quoting: an id with a tab or a line end would shift the columns. */
function cell(id: string, what: string): string {
  if (/[\t\r\n]/u.test(id)) {
    throw new AppError(
      'invalid-input',
      `${what} id ${JSON.stringify(id)} holds a tab or a line end, which BEIR's qrels cannot carry; choose another format`,
    );
  }
  return id;
}
