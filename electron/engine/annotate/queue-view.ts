import { AppError } from '../../../shared/errors.ts';
import type { AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import { hashUniform } from '../../../shared/random.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { createRecent, type Recent } from '../mine/recent.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AnnotationState } from './annotation-state.ts';
import { readItems, readQueue, type StoredItem, type QueueRow } from './queue-store.ts';

/** A queue as one annotator goes through it. */
export type QueueView = {
  readonly row: QueueRow;
  readonly annotator: string;
  /** By place. Others than its maker see what is shared with them, in an order of their own. */
  readonly items: readonly StoredItem[];
  readonly placeOf: ReadonlyMap<number, number>;
};

const shelves = new WeakMap<Workspace, Recent<QueueView>>();

/** A queue as `annotator` sees it; queues do not change, so the last ones are kept. Throws `not-found`. */
export function queueView(workspace: Workspace, queue: string, annotator: string): Promise<QueueView> {
  const shelf = shelves.get(workspace) ?? createRecent<QueueView>(16);
  shelves.set(workspace, shelf);
  return shelf.of(JSON.stringify([queue, annotator]), async () => {
    const row = await readQueue(workspace.database, queue);
    const all = await readItems(workspace.database, queue);
    const items = row.annotator === annotator ? all : sharedItems(all, queue, annotator);
    if (items.length === 0) {
      throw new AppError(
        'not-found',
        `queue "${queue}" is ${row.annotator}'s and shares no pair with others`,
      );
    }
    return {
      row,
      annotator,
      items,
      placeOf: new Map(items.map(({ query, document }, place) => [pairKey(query, document), place])),
    };
  });
}

/** What is told of a queue: how far its annotator is. */
export function queueSummary({ row, annotator, items }: QueueView, state: AnnotationState): AnnotationQueue {
  const { wave: _, slider, value, ...told } = row;
  return {
    ...told,
    drawnAt: slider === null || value === null ? null : { slider, value },
    secondFor: row.annotator === annotator ? null : row.annotator,
    annotator,
    total: items.length,
    checks: items.filter(({ role }) => role === 'gold' || role === 'repeat').length,
    ...state.counts(row.queue, annotator),
  };
}

function sharedItems(all: readonly StoredItem[], queue: string, annotator: string): readonly StoredItem[] {
  return all
    .filter((item) => item.is_shared)
    .map((item, place) => ({ item, order: hashUniform(Number(queue), annotator, String(place)) }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
