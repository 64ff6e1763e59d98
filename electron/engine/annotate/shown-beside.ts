import type { AnnotationItem } from '../../../shared/ipc/annotate-calls.ts';
import { candidateLabels, type CandidateLabels } from '../mine/candidate-labels.ts';
import type { DecidedViews } from '../mine/decided-views.ts';
import { queryCandidates } from '../mine/query-candidates.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { settleLabels } from './annotation-desk.ts';
import type { StoredItem } from './queue-store.ts';
import type { QueueView } from './queue-view.ts';
import { viewOfWave } from './view-of-wave.ts';

type Shown = NonNullable<AnnotationItem['shown']>;
type OfMachine = Pick<Shown, 'score' | 'rank' | 'verdict' | 'judge'>;
type Pair = Pick<StoredItem, 'query' | 'document'>;

const nothing: OfMachine = { score: null, rank: null, verdict: null, judge: [] };

/**
 * What may be seen beside the texts: nothing (null) where the queue is blind; everybody's labels, but neither judge nor score, for an
 * adjudicator, whose label counts in rates; all of it otherwise.
 */
export async function shownBeside(
  views: DecidedViews,
  workspace: Workspace,
  { row, annotator }: QueueView,
  pairs: readonly Pair[],
  task: Task,
): Promise<((query: number, document: number) => Shown) | null> {
  const isAdjudication = row.kind === 'adjudication';
  if (row.blind && !isAdjudication) return null;
  await settleLabels(workspace);
  const queries = [...new Set(pairs.map(({ query }) => query))];
  const labels = new Map<number, (document: number) => CandidateLabels>();
  for (const query of queries) labels.set(query, await candidateLabels(workspace, query));
  const places = row.blind ? null : await placesInWave(views, workspace, row.wave, queries, task);
  return (query, document) => {
    const said = labels.get(query)?.(document);
    const others = (said?.labelled ?? []).filter((one) => isAdjudication || one.annotator !== annotator);
    if (row.blind) return { ...nothing, labels: others };
    return { ...nothing, ...places?.(query, document), judge: said?.judged ?? [], labels: others };
  };
}

/** Score, rank and verdict in the view that the wave was drawn at; null for pairs that no wave drew. */
async function placesInWave(
  views: DecidedViews,
  workspace: Workspace,
  wave: number | null,
  queries: readonly number[],
  task: Task,
): Promise<((query: number, document: number) => Partial<OfMachine>) | null> {
  const view = wave === null ? null : await viewOfWave(workspace, wave);
  if (view === null) return null;
  const decided = await views.decided(view, task);
  const found = new Map<string, Partial<OfMachine>>();
  for (const query of queries) {
    const { candidates } = await queryCandidates(decided, query);
    for (const { document, score, rank, verdict } of candidates) {
      found.set(`${query} ${document}`, { score, rank, verdict });
    }
  }
  return (query, document) => found.get(`${query} ${document}`) ?? {};
}
