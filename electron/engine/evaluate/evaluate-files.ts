import { compareBytes } from '../../../shared/evaluation/compare-bytes.ts';
import { createEvaluationTotal } from '../../../shared/evaluation/evaluation-total.ts';
import { isQrelsHeader, parseQrelsLine } from '../../../shared/evaluation/parse-qrels-line.ts';
import { parseRunLine } from '../../../shared/evaluation/parse-run-line.ts';
import { relevantRanks } from '../../../shared/evaluation/relevant-ranks.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Evaluation } from '../../../shared/ipc/teacher-calls.ts';
import type { Task } from '../task.ts';
import { readParsedLines } from './read-parsed-lines.ts';

type Labels = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What was retrieved for one query, in the order of the file; documents by number in `Run.ids`. */
type Retrieved = { readonly documents: number[]; readonly scores: number[]; readonly lines: number[] };
type Run = { readonly ids: readonly string[]; readonly queries: ReadonlyMap<string, Retrieved> };

/**
 * trec_eval's measures of a run file against relevance labels, over the queries with a relevant document; one that the run
 * lacks counts with 0. Throws `invalid-input` with file and line for a line that cannot be read and a pair that stands twice.
 */
export async function evaluateFiles(
  request: { readonly qrels: string; readonly runFile: string; readonly at: readonly number[] },
  task: Task,
): Promise<Evaluation> {
  const labels = await readLabels(request.qrels, task);
  const run = await readRun(request.runFile, labels, task);
  const total = createEvaluationTotal(request.at);
  for (const [query, grades] of labels) {
    const retrieved = run.queries.get(query) ?? { documents: [], scores: [], lines: [] };
    refuseRepeats(retrieved, run.ids, query, request.runFile);
    const ids = retrieved.documents.map((document) => run.ids[document] ?? '');
    const hits = relevantRanks(
      Float32Array.from(retrieved.scores),
      Float64Array.from(ids, (id) => grades.get(id) ?? 0),
      (i, j) => compareBytes(ids[i] ?? '', ids[j] ?? '') > 0,
    );
    total.add(hits, [...grades.values()]);
  }
  return total.means();
}

async function readLabels(path: string, task: Task): Promise<Labels> {
  const labels = new Map<string, Map<string, number>>();
  for await (const lines of readParsedLines(path, parseQrelsLine, task, isQrelsHeader)) {
    for (const { line, value } of lines) {
      const own = labels.get(value.query) ?? new Map<string, number>();
      labels.set(value.query, own);
      if (own.has(value.document)) throw repeated(path, line, value.query, value.document);
      own.set(value.document, value.grade);
    }
  }
  return labels;
}

/** Queries without labels are read, so that a bad line is found, but not kept. */
async function readRun(path: string, labels: Labels, task: Task): Promise<Run> {
  const numbers = new Map<string, number>();
  const queries = new Map<string, Retrieved>();
  for await (const lines of readParsedLines(path, parseRunLine, task)) {
    for (const { line, value } of lines) {
      if (!labels.has(value.query)) continue;
      const number = numbers.get(value.document) ?? numbers.size;
      numbers.set(value.document, number);
      const own = queries.get(value.query) ?? { documents: [], scores: [], lines: [] };
      queries.set(value.query, own);
      own.documents.push(number);
      own.scores.push(value.score);
      own.lines.push(line);
    }
  }
  return { ids: [...numbers.keys()], queries };
}

function refuseRepeats(retrieved: Retrieved, ids: readonly string[], query: string, path: string): void {
  const seen = new Set<number>();
  retrieved.documents.forEach((document, i) => {
    if (seen.has(document)) throw repeated(path, retrieved.lines[i] ?? 0, query, ids[document] ?? '');
    seen.add(document);
  });
}

function repeated(path: string, line: number, query: string, document: string): AppError {
  return new AppError(
    'invalid-input',
    `${path}, line ${line}: query "${query}" has document "${document}" twice; remove one of the lines`,
  );
}
