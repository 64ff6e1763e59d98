import { AppError } from '../../../../shared/errors.ts';
import { parseRunLine } from '../../../../shared/evaluation/parse-run-line.ts';
import { readParsedLines } from '../../evaluate/read-parsed-lines.ts';
import { countOf } from '../../../../shared/text/count-text.ts';
import type { Task } from '../../task.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { createGrowingColumn } from './growing-column.ts';
import { readIdNumbers } from './id-numbers.ts';
import type { RunCounts, RunTable } from './run-table.ts';

type Columns = {
  readonly queries: Int32Array;
  readonly documents: Int32Array;
  readonly scores: Float32Array;
  /** Which written query and document ids a line has, as one number each. */
  readonly queryNames: Int32Array;
  readonly documentNames: Int32Array;
  readonly lines: Int32Array;
};

/**
 * Reads a run against a workspace's ids. Memory: 24 bytes a line while reading, 8 afterwards. Throws `invalid-input` with file
 * and line for a line that cannot be read or stands twice, and when not one line speaks of this data.
 */
export async function readRunTable(
  path: string,
  workspace: Workspace,
  task: Task,
): Promise<{ readonly table: RunTable; readonly counts: RunCounts }> {
  const { firstDocument, queryCount } = await workspace.dataSet();
  const ids = await readIdNumbers(workspace.database);
  const columns = {
    queries: createGrowingColumn(Int32Array),
    documents: createGrowingColumn(Int32Array),
    scores: createGrowingColumn(Float32Array),
    queryNames: createGrowingColumn(Int32Array),
    documentNames: createGrowingColumn(Int32Array),
    lines: createGrowingColumn(Int32Array),
  };
  let [lines, unknownQueries, unknownDocuments] = [0, 0, 0];
  for await (const batch of readParsedLines(path, parseRunLine, task)) {
    for (const { line, value } of batch) {
      lines++;
      const query = ids.queries.get(value.query);
      const document = ids.documents.get(value.document);
      if (query === undefined) unknownQueries++;
      else if (document === undefined) unknownDocuments++;
      else {
        columns.queries.push(query.query);
        columns.queryNames.push(query.name);
        columns.documents.push(firstDocument[document] ?? document);
        columns.documentNames.push(document);
        columns.scores.push(value.score);
        columns.lines.push(line);
      }
    }
  }
  if (columns.lines.length() === 0) {
    throw new AppError(
      'invalid-input',
      `${path}: none of its ${countOf(lines, 'line')} names a query and a document of ${workspace.path}; is it a run of this data?`,
    );
  }
  const read: Columns = {
    queries: columns.queries.values(),
    documents: columns.documents.values(),
    scores: columns.scores.values(),
    queryNames: columns.queryNames.values(),
    documentNames: columns.documentNames.values(),
    lines: columns.lines.values(),
  };
  const { table, merged } = sortedTable(read, queryCount, path);
  return { table, counts: { lines, unknownQueries, unknownDocuments, merged } };
}

function sortedTable(
  columns: Columns,
  queryCount: number,
  path: string,
): { readonly table: RunTable; readonly merged: number } {
  const { queries, documents, scores } = columns;
  const { starts, entries } = byQuery(queries, queryCount);
  const offsets = new Int32Array(queryCount + 1);
  const keptDocuments = new Int32Array(entries.length);
  const keptScores = new Float32Array(entries.length);
  let kept = 0;
  for (let query = 0; query < queryCount; query++) {
    const own = entries.subarray(starts[query], starts[query + 1]);
    refuseRepeats(columns, own, path);
    own.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (documents[a] ?? 0) - (documents[b] ?? 0));
    const seen = new Set<number>();
    for (const entry of own) {
      const document = documents[entry] ?? 0;
      if (seen.has(document)) continue;
      seen.add(document);
      keptDocuments[kept] = document;
      keptScores[kept++] = scores[entry] ?? 0;
    }
    offsets[query + 1] = kept;
  }
  const table = { offsets, documents: keptDocuments.slice(0, kept), scores: keptScores.slice(0, kept) };
  return { table, merged: entries.length - kept };
}

/** Entry numbers grouped by query, in the order of the file. */
function byQuery(
  queries: Int32Array,
  queryCount: number,
): { readonly starts: Int32Array; readonly entries: Int32Array } {
  const starts = new Int32Array(queryCount + 1);
  for (const query of queries) starts[query + 1] = (starts[query + 1] ?? 0) + 1;
  for (let query = 0; query < queryCount; query++) {
    starts[query + 1] = (starts[query + 1] ?? 0) + (starts[query] ?? 0);
  }
  const next = starts.slice();
  const entries = new Int32Array(queries.length);
  queries.forEach((query, entry) => {
    const place = next[query] ?? 0;
    entries[place] = entry;
    next[query] = place + 1;
  });
  return { starts, entries };
}

/** The same written ids twice is a mistake in the file; other ids of the same texts are not. */
function refuseRepeats(
  { queryNames, documentNames, lines }: Columns,
  entries: Int32Array,
  path: string,
): void {
  const seen = new Map<number, Set<number>>();
  for (const entry of entries) {
    const name = queryNames[entry] ?? 0;
    const documents = seen.get(name) ?? new Set();
    seen.set(name, documents);
    const document = documentNames[entry] ?? 0;
    if (documents.has(document)) {
      throw new AppError(
        'invalid-input',
        `${path}, line ${lines[entry] ?? 0}: this query and document stand on an earlier line too; remove one of them`,
      );
    }
    documents.add(document);
  }
}
