import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TeacherOptions } from '../../../../../shared/domain/teacher.ts';
import { silentLogger } from '../../../log.ts';
import type { Surroundings } from '../../../surroundings.ts';
import type { Task } from '../../../task.ts';
import { createWorkspace } from '../../../workspace/create-workspace.ts';
import { writeMeta } from '../../../workspace/meta.ts';
import type { Workspace } from '../../../workspace/workspace.ts';
import type { Teacher, TeacherRequest } from '../../teacher.ts';

export type TestDocument = {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly first?: number;
  readonly inCorpus?: boolean;
};

export type TestTexts = {
  readonly documents: readonly TestDocument[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Pairs of indexes, grade 1, split `test`. */
  readonly positives?: readonly (readonly [number, number])[];
  readonly hash?: string;
};

/** A temporary folder with a workspace of these texts in it, and everything else that a teacher asks for. */
export type TestGround = {
  readonly folder: string;
  readonly workspace: Workspace;
  readonly surroundings: Surroundings;
  readonly request: (target: string, options?: TeacherOptions) => TeacherRequest;
  readonly remove: () => Promise<void>;
};

export async function testGround(texts: TestTexts): Promise<TestGround> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-teacher-'));
  const workspace = await createWorkspace(join(folder, 'a.negscope'), { appVersion: '1', threads: 1 });
  await fillWorkspace(workspace, texts);
  const surroundings = testSurroundings(join(folder, 'cache'));
  return {
    folder,
    workspace,
    surroundings,
    request: (target, options = {}) => ({
      workspace,
      surroundings,
      target,
      options,
      openOther: (name): Promise<Teacher> => Promise.reject(new Error(`no teacher ${name}`)),
    }),
    remove: async () => {
      await workspace.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Writes texts as import does. */
export async function fillWorkspace(
  workspace: Workspace,
  { documents, queries, positives = [], hash = 'h' }: TestTexts,
): Promise<void> {
  const { database } = workspace;
  for (const [i, { id, title = '', text, first = i, inCorpus = true }] of documents.entries()) {
    await database.run('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, NULL)', [
      i,
      id,
      title,
      text,
      first,
      inCorpus,
    ]);
  }
  for (const [i, { id, text }] of queries.entries()) {
    await database.run('INSERT INTO queries VALUES (?, ?, [], ?, -1, NULL)', [i, id, text]);
  }
  for (const [query, document] of positives) {
    await database.run("INSERT INTO qrels VALUES (?, ?, 1, 'test')", [query, document]);
  }
  await writeMeta(database, 'data_hash', hash);
}

export function testSurroundings(cacheFolder: string): Surroundings {
  return {
    resourcesFolder: resolve(import.meta.dirname, '../../../../../resources'),
    cacheFolder,
    threads: Math.min(2, availableParallelism()),
    device: 'cpu',
    appVersion: '1',
    log: silentLogger,
  };
}

/** A task that nobody stops and that says nothing. */
export function quietTask(signal: Task['signal'] = new AbortController().signal): Task {
  return { signal, progress: () => {} };
}
