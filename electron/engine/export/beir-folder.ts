import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Decision } from '../relabel/decisions.ts';
import type { Task } from '../task.ts';
import type { Database } from '../workspace/database.ts';
import type { DataSet } from '../workspace/data-set.ts';
import { qrelsFiles } from './beir-qrels.ts';
import { negativesOf } from './export-query.ts';
import { jsonLine } from './formats/json-line.ts';
import { createLineFile, type WrittenFile } from './line-file.ts';
import { lookUpQueries } from './query-lookup.ts';
import { runQueries } from './run-queries.ts';

type Files = readonly (WrittenFile & { readonly name: string })[];
type Lines = AsyncIterable<string>;

const page = 16_384;

/**
 * A BEIR data set of the mined queries: `corpus.jsonl`, `queries.jsonl`, and `qrels/SPLIT.tsv` (see `qrelsFiles`). Mined
 * negatives are guesses, not labels, so they do not go into the qrels: they are in `hard-negatives.jsonl` in GPL's form,
 * `{"qid","pos":[ids],"neg":{TEACHER:[ids]}}`, the one published form for them.
 */
export async function writeBeirFolder(
  folder: string,
  run: OpenedRun,
  database: Database,
  dataSet: DataSet,
  decisions: readonly Decision[],
  task: Task,
): Promise<Files> {
  const files = [
    await write(folder, 'corpus.jsonl', corpusLines(database, dataSet, task)),
    await write(folder, 'queries.jsonl', queryLines(run, database, task)),
  ];
  for (const { name, lines } of qrelsFiles(run, database, dataSet, decisions, task))
    files.push(await write(folder, name, lines));
  files.push(await write(folder, 'hard-negatives.jsonl', negativeLines(run, database, task)));
  return files;
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
