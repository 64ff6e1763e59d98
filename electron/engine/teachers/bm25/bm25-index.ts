import { createBestK } from '../best-k.ts';
import type { Task } from '../../task.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { createAnalyser, type Analyser } from './analyser.ts';
import { createBm25Scorer, type Bm25Parameters, type Bm25Scorer } from './bm25-scorer.ts';
import { openWorkspaceIndex } from './workspace-index.ts';

/** The workspace's own full-text index. */
export type Bm25Index = {
  /** A scorer of its own for each user: its sums are not shared. */
  readonly scorer: () => { readonly analyse: Analyser; readonly scorer: Bm25Scorer };
  /** The `k` best documents of the corpus for a text, score descending, only those that share a word with it. */
  readonly search: (
    text: string,
    k: number,
  ) => Promise<{ readonly documents: Int32Array; readonly scores: Float32Array }>;
  readonly close: () => Promise<void>;
};

/**
 * Opens the index of a workspace for a language; built when it is not there yet, and kept in the workspace (`indexes/`). Where
 * that cannot be written it lies in the system's temporary folder until it is closed.
 */
export async function openBm25Index(
  workspace: Workspace,
  { language, ...parameters }: Bm25Parameters & { readonly language: string },
  task: Task,
): Promise<Bm25Index> {
  const dataSet = await workspace.dataSet();
  const { index, close } = await openWorkspaceIndex(workspace, { language, source: 'documents' }, task);
  const analyse = await createAnalyser(language);

  return {
    scorer: () => ({ analyse, scorer: createBm25Scorer(index, parameters) }),
    async search(text, k) {
      const scorer = createBm25Scorer(index, parameters);
      await scorer.score(analyse(text));
      const found = scorer.touched();
      const best = createBestK(Math.min(k, found.length));
      for (const document of found) {
        if (dataSet.inCorpus[document] === 1) best.offer(document, scorer.scoreOf(document));
      }
      const documents = new Int32Array(found.length);
      const scores = new Float32Array(found.length);
      const count = best.drain(documents, scores, 0);
      return { documents: documents.slice(0, count), scores: scores.slice(0, count) };
    },
    close,
  };
}
