import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Task } from '../../task.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { analyserVersion } from './analyser.ts';
import { buildIndex, type IndexSource } from './build-index.ts';
import { hasIndex } from './index-files.ts';
import { openIndex, type InvertedIndex } from './open-index.ts';

type Choice = { readonly language: string; readonly source: IndexSource };

export type WorkspaceIndex = { readonly index: InvertedIndex; readonly close: () => Promise<void> };

/** Whether the index is stored: then opening it builds nothing. */
export async function isIndexStored(workspace: Workspace, choice: Choice): Promise<boolean> {
  return hasIndex(await indexFolder(workspace, choice));
}

/**
 * Opens an index of a workspace's words for a language; built when it is not there yet, and kept in the workspace (`indexes/`).
 * Where that cannot be written it lies in the system's temporary folder until it is closed.
 */
export async function openWorkspaceIndex(
  workspace: Workspace,
  choice: Choice,
  task: Task,
): Promise<WorkspaceIndex> {
  const { documentCount, queryCount } = await workspace.dataSet();
  let folder = await indexFolder(workspace, choice);
  let temporary: string | null = null;
  if (!(await hasIndex(folder))) {
    if (workspace.readOnly) {
      temporary = await mkdtemp(join(tmpdir(), 'negscope-index-'));
      folder = join(temporary, 'words');
    }
    const count = choice.source === 'documents' ? documentCount : queryCount;
    await buildIndex(workspace.database, { ...choice, folder, count }, task);
  }
  const index = await openIndex(folder);
  return {
    index,
    async close() {
      await index.close();
      if (temporary !== null) await rm(temporary, { recursive: true, force: true });
    },
  };
}

async function indexFolder(workspace: Workspace, { language, source }: Choice): Promise<string> {
  const { hash } = await workspace.dataSet();
  const key = createHash('sha256')
    .update(JSON.stringify([analyserVersion, hash, language]))
    .digest('hex')
    .slice(0, 16);
  const name = source === 'documents' ? 'words' : 'query-words';
  return workspace.file('indexes', `${name}-${language}-${key}`);
}
