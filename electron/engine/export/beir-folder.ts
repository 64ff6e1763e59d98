import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Decision } from '../relabel/decisions.ts';
import type { Task } from '../task.ts';
import type { Database } from '../workspace/database.ts';
import type { DataSet } from '../workspace/data-set.ts';
import { lookUpDocuments } from './document-lookup.ts';
import { negativesOf } from './export-query.ts';
import { jsonLine } from './formats/json-line.ts';
import { createLineFile, type WrittenFile } from './line-file.ts';
import { lookUpQueries } from './query-lookup.ts';
import { runQueries } from './run-queries.ts';

type Files = readonly (WrittenFile & { readonly name: string })[];
type Lines = AsyncIterable<string>;

const page = 16_384;

/**
 * A BEIR data set of the mined queries: `corpus.jsonl`, `queries.jsonl`, `qrels/SPLIT.tsv` with every label that the split
 * gives them, and grade 1 for documents that were promoted. Mined negatives are guesses, not labels, so they do not go into the qrels: they are in `hard-negatives.jsonl`
 * in GPL's form, `{"qid","pos":[ids],"neg":{TEACHER:[ids]}}`, the one published form for them.
 */
export async function writeBeirFolder(
  folder: string,
  run: OpenedRun,
  database: Database,
  dataSet: DataSet,
  decisions: readonly Decision[],
  task: Task,
): Promise<Files> {
  const qrels = `qrels/${run.split.replaceAll(/[^\w.-]/gu, '_')}.tsv`;
  return [
    await write(folder, 'corpus.jsonl', corpusLines(database, dataSet, task)),
    await write(folder, 'queries.jsonl', queryLines(run, database, task)),
    await write(folder, qrels, qrelsLines(run, database, dataSet, decisions, task)),
    await write(folder, 'hard-negatives.jsonl', negativeLines(run, database, task)),
  ];
}

async function write(folder: string, name: string, lines: Lines): Promise<Files[number]> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  const file = await createLineFile(path);
  try {
    for await (const line of lines) await file.write(line);
    return { name, ...(await file.close()) };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

const CorpusRow = z.object({ id: z.string(), title: z.string(), text: z.string() });

async function* corpusLines(database: Database, { documentCount }: DataSet, task: Task): Lines {
  for (let first = 0; first < documentCount; first += page) {
    task.signal.throwIfAborted();
    const rows = await database.all(
      CorpusRow,
      'SELECT id, title, text FROM documents WHERE document >= ? AND document < ? ORDER BY document',
      [first, first + page],
    );
    for (const { id, title, text } of rows) yield jsonLine({ _id: id, title, text });
    const done = Math.min(first + page, documentCount);
    task.progress({ stage: 'Exporting the corpus', done, total: documentCount, unit: 'documents' });
  }
}

async function* queryLines({ decided }: OpenedRun, database: Database, task: Task): Lines {
  const { queries } = decided.pool;
  for (let first = 0; first < queries.length; first += page) {
    task.signal.throwIfAborted();
    const indexes = queries.subarray(first, first + page);
    const queryOf = await lookUpQueries(database, indexes);
    for (const index of indexes) {
      const { id, text } = queryOf(index);
      yield jsonLine({ _id: id, text });
    }
  }
}

async function* qrelsLines(
  { decided, split }: OpenedRun,
  database: Database,
  { labels, splits }: DataSet,
  decisions: readonly Decision[],
  task: Task,
): Lines {
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

async function* negativeLines(run: OpenedRun, database: Database, task: Task): Lines {
  const source = run.teacher?.name ?? 'supplied';
  for await (const query of runQueries(run, database, { texts: false, candidates: null }, task)) {
    yield jsonLine({
      qid: query.id,
      pos: query.positives.map(({ document }) => document.id),
      neg: { [source]: negativesOf(query).map(({ document }) => document.id) },
    });
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
