import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ImportReport } from '../../../../shared/domain/import-report.ts';
import type { Engine } from '../../engine.ts';
import { silentLogger } from '../../log.ts';
import type { Task } from '../../task.ts';
import { createWorkspaces } from '../../workspace/create-workspaces.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { importDataSet, type ImportRequest } from '../import-data-set.ts';

export type ImportBench = {
  readonly folder: string;
  readonly engine: Engine;
  /** Writes files (name → content) into a new folder below `name` and returns its path. */
  readonly write: (name: string, files: Readonly<Record<string, string | Uint8Array>>) => string;
  /** Imports into the workspace `w.negscope` unless told otherwise. */
  readonly import: (
    paths: readonly string[],
    more?: Partial<ImportRequest>,
    task?: Task,
  ) => Promise<ImportReport>;
  readonly opened: (name?: string) => Promise<Workspace>;
  readonly remove: () => Promise<void>;
};

export const quietTask: Task = { signal: new AbortController().signal, progress: () => {} };

/** An engine over a temporary folder, to import small literal files with. */
export async function importBench(): Promise<ImportBench> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-import-'));
  const surroundings = {
    resourcesFolder: folder,
    cacheFolder: join(folder, 'cache'),
    threads: 1,
    device: 'cpu' as const,
    appVersion: '0.0.0-test',
    log: silentLogger,
  };
  const engine: Engine = { surroundings, workspaces: createWorkspaces(surroundings) };
  return {
    folder,
    engine,
    write(name, files) {
      for (const [file, content] of Object.entries(files)) {
        const path = join(folder, name, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
      return join(folder, name);
    },
    async import(paths, more = {}, task = quietTask) {
      const request = {
        workspace: join(folder, 'w.negscope'),
        strict: false,
        replace: true,
        columns: {},
        ...more,
      };
      return importDataSet(engine, { ...request, paths }, task);
    },
    opened: (name = 'w.negscope') => engine.workspaces.open(join(folder, name)),
    async remove() {
      await engine.workspaces.closeAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const Contents = {
  documents: z.object({
    id: z.string(),
    title: z.string(),
    text: z.string(),
    first: z.int(),
    corpus: z.boolean(),
    record: z.int().nullable(),
  }),
  queries: z.object({
    id: z.string(),
    ids: z.array(z.string()),
    text: z.string(),
    copy: z.int(),
    record: z.int().nullable(),
  }),
  labels: z.object({ query: z.string(), document: z.string(), grade: z.number(), split: z.string() }),
  supplied: z.object({
    query: z.string(),
    document: z.string(),
    split: z.string(),
    source: z.string(),
    row: z.int(),
    position: z.int(),
    score: z.number().nullable(),
  }),
  records: z.object({ kind: z.string(), records: z.int() }),
};

/** Everything that an import wrote, with ids in place of indexes. */
export async function contentsOf({ database }: Workspace) {
  return {
    documents: await database.all(
      Contents.documents,
      'SELECT id, title, text, first_document AS "first", in_corpus AS corpus, record FROM documents ORDER BY document',
    ),
    queries: await database.all(
      Contents.queries,
      'SELECT id, query_ids AS ids, text, copy_document AS copy, record FROM queries ORDER BY query',
    ),
    labels: await database.all(
      Contents.labels,
      `SELECT q.id AS query, d.id AS document, grade, split FROM qrels JOIN queries q USING (query) JOIN documents d USING (document)
       ORDER BY qrels.query, split, qrels.document`,
    ),
    supplied: await database.all(
      Contents.supplied,
      `SELECT q.id AS query, d.id AS document, split, source, row, position, score
       FROM supplied_negatives s JOIN queries q USING (query) JOIN documents d USING (document) ORDER BY source, row, position`,
    ),
    records: await database.all(Contents.records, 'SELECT kind, records FROM source_records ORDER BY kind'),
  };
}
