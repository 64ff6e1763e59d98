import type { Task } from '../task.ts';
import { createAnalyser, type Analyser } from '../teachers/bm25/analyser.ts';
import type { IndexSource } from '../teachers/bm25/build-index.ts';
import { createBm25Scorer, type Bm25Scorer } from '../teachers/bm25/bm25-scorer.ts';
import { detectLanguage } from '../teachers/bm25/detect-language.ts';
import type { InvertedIndex } from '../teachers/bm25/open-index.ts';
import { isIndexStored, openWorkspaceIndex } from '../teachers/bm25/workspace-index.ts';
import { defaultBm25 } from '../teachers/bm25/default-parameters.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** An open index of words. One search at a time: they share the scorer's sums. */
export type WordIndex = {
  readonly key: string;
  readonly language: string;
  readonly index: InvertedIndex;
  readonly analyse: Analyser;
  readonly scorer: Bm25Scorer;
  readonly close: () => Promise<void>;
};

type Opened = { language: Promise<string> | null; readonly indexes: Map<IndexSource, Promise<WordIndex>> };

const openedIn = new WeakMap<Workspace, Opened>();

/** The index of a workspace's queries or documents, built when it is not there; kept open until `closeWordIndexes`. */
export async function prepareWordIndex(
  workspace: Workspace,
  source: IndexSource,
  task: Task,
): Promise<WordIndex> {
  const { indexes } = openedOf(workspace);
  const language = await languageOf(workspace);
  const index = indexes.get(source) ?? open(workspace, source, language, task);
  indexes.set(source, index);
  // One that could not be opened is tried again the next time.
  index.catch(() => indexes.get(source) === index && indexes.delete(source));
  return index;
}

/** The same, but null where it was never built. */
export async function storedWordIndex(workspace: Workspace, source: IndexSource): Promise<WordIndex | null> {
  const opened = openedOf(workspace).indexes.get(source);
  if (opened !== undefined) return opened;
  if (!(await isIndexStored(workspace, { language: await languageOf(workspace), source }))) return null;
  return prepareWordIndex(workspace, source, nothingToBuild);
}

/** Closes a workspace's indexes; the next search opens them again. */
export async function closeWordIndexes(workspace: Workspace): Promise<void> {
  const opened = openedIn.get(workspace);
  openedIn.delete(workspace);
  for (const index of opened?.indexes.values() ?? []) await (await index.catch(() => null))?.close();
}

const nothingToBuild: Task = { signal: new AbortController().signal, progress: () => {} };

function openedOf(workspace: Workspace): Opened {
  const opened = openedIn.get(workspace) ?? { language: null, indexes: new Map() };
  openedIn.set(workspace, opened);
  return opened;
}

/** The language of the documents, found once: queries are asked in it. */
async function languageOf(workspace: Workspace): Promise<string> {
  const opened = openedOf(workspace);
  opened.language ??= workspace
    .dataSet()
    .then(({ documentCount }) => detectLanguage(workspace.database, documentCount))
    .then(({ language }) => language);
  return opened.language;
}

async function open(
  workspace: Workspace,
  source: IndexSource,
  language: string,
  task: Task,
): Promise<WordIndex> {
  const { index, close } = await openWorkspaceIndex(workspace, { language, source }, task);
  const analyse = await createAnalyser(language);
  return {
    key: `${workspace.path}\n${source}\nwords`,
    language,
    index,
    analyse,
    scorer: createBm25Scorer(index, defaultBm25),
    close,
  };
}
