import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Task } from '../../task.ts';
import type { RetrievalRequest } from '../retriever.ts';
import type { DataSet } from '../../workspace/data-set.ts';
import { createWorkspace } from '../../workspace/create-workspace.ts';
import type { Workspace } from '../../workspace/workspace.ts';

export const quietTask: Task = { signal: new AbortController().signal, progress: () => {} };

export type SmallDocument = {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly inCorpus?: boolean;
};

/** A workspace in the temporary folder; documents with equal title and text are copies of the first. `remove` closes and deletes it. */
export async function smallWorkspace(content: {
  readonly documents: readonly SmallDocument[];
  readonly queries: readonly {
    readonly id: string;
    readonly otherIds?: readonly string[];
    readonly text: string;
  }[];
  /** Query index, document index, grade. */
  readonly labels?: readonly (readonly [query: number, document: number, grade: number])[];
}): Promise<{ readonly workspace: Workspace; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-teacher-'));
  const workspace = await createWorkspace(join(folder, 'small.negscope'), { appVersion: '0' });
  const { database } = workspace;
  const firsts = new Map<string, number>();
  const documents = content.documents.map(({ id, title = '', text, inCorpus = true }, document) => {
    const key = JSON.stringify([title, text]);
    const first = firsts.get(key) ?? document;
    firsts.set(key, first);
    return { document, id, title, text, first, inCorpus };
  });
  const queries = content.queries.map(({ id, otherIds = [], text }, query) => ({
    query,
    id,
    otherIds,
    text,
  }));
  const labels = (content.labels ?? []).map(([query, document, grade]) => ({ query, document, grade }));
  await database.transaction(async () => {
    await database.run(
      `INSERT INTO documents SELECT d.document, d.id, d.title, d.text, d.first, d.inCorpus, d.document FROM (SELECT unnest(from_json(?,
       '[{"document":"INTEGER","id":"VARCHAR","title":"VARCHAR","text":"VARCHAR","first":"INTEGER","inCorpus":"BOOLEAN"}]')) AS d)`,
      [JSON.stringify(documents)],
    );
    await database.run(
      `INSERT INTO queries SELECT q.query, q.id, q.otherIds, q.text, -1, q.query FROM (SELECT unnest(from_json(?,
       '[{"query":"INTEGER","id":"VARCHAR","otherIds":["VARCHAR"],"text":"VARCHAR"}]')) AS q)`,
      [JSON.stringify(queries)],
    );
    await database.run(`INSERT INTO source_records VALUES ('documents', ?), ('queries', ?)`, [
      documents.length,
      queries.length,
    ]);
    await database.run(
      `INSERT INTO qrels SELECT l.query, l.document, l.grade, 'test' FROM (SELECT unnest(from_json(?,
       '[{"query":"INTEGER","document":"INTEGER","grade":"DOUBLE"}]')) AS l)`,
      [JSON.stringify(labels)],
    );
  });
  return {
    workspace,
    remove: async () => {
      await workspace.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A request for every query of a data set, nothing excluded, with some positives for each row. */
export function requestAll(
  dataSet: DataSet,
  poolSize: number,
  positives: readonly (readonly number[])[] = [],
): RetrievalRequest {
  const offsets = new Int32Array(dataSet.queryCount + 1);
  for (let row = 0; row < dataSet.queryCount; row++) {
    offsets[row + 1] = (offsets[row] ?? 0) + (positives[row]?.length ?? 0);
  }
  return {
    dataSet,
    queries: Int32Array.from({ length: dataSet.queryCount }, (_, query) => query),
    poolSize,
    excluded: () => new Int32Array(0),
    positives: { offsets, documents: Int32Array.from(positives.flat()) },
  };
}
