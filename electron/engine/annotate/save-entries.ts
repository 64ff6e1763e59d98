import { AppError } from '../../../shared/errors.ts';
import type { annotateCalls, AnnotationQuestion, Visible } from '../../../shared/ipc/annotate-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { z } from 'zod';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import { labelledElsewhere } from '../../../shared/text/labelled-elsewhere.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Logger } from '../log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk, type AnnotationDesk } from './annotation-desk.ts';
import type { ItemState } from './annotation-state.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { QueueRow, StoredItem } from './queue-store.ts';
import { queueSummary, queueView, type QueueView } from './queue-view.ts';

type Asked<N extends 'annotate.record' | 'annotate.skip' | 'annotate.undo'> = Omit<
  z.output<(typeof annotateCalls)[N]['input']>,
  'workspace'
>;
type Saved = Output<'annotate.record'>;
type Pair = Pick<StoredItem, 'query' | 'document'>;

/** Answers that fit only the other question. */
const foreign: Readonly<Record<z.infer<typeof AnnotationQuestion>, readonly LabelValue[]>> = {
  relevance: ['better', 'as-good', 'worse'],
  comparison: ['relevant', 'partly', 'not'],
};

/** Takes in a label, or takes it back; answers when it is on disk. Errors: `not-found`, `invalid-input`, `changed-elsewhere`, `read-only`, `disk-full`. */
export async function recordLabel(
  workspace: Workspace,
  log: Logger,
  { queue, annotator, after, label, visible, milliseconds }: Asked<'annotate.record'>,
): Promise<Saved> {
  const desk = await openDesk(workspace, log);
  const view = await queueView(workspace, queue, annotator);
  const item = itemOf(view, label);
  const { question } = view.row;
  if (label.value !== null && foreign[question].includes(label.value)) {
    throw new AppError('invalid-input', `"${label.value}" does not answer a question of ${question}`);
  }
  mustBeKnown(desk, queue, annotator, after);
  const entry = await desk.add({
    kind: 'label',
    annotator,
    queue,
    ...label,
    role: item.role,
    blind: isBlind(view.row, visible),
    visible: [...new Set(visible)],
    is_drawn: item.is_drawn,
    milliseconds: timeOf(desk.state.item(queue, annotator, label.query, label.document), label, milliseconds),
  });
  return saved(desk, view, entry, item);
}

/** The table's column holds no more: twenty-four days. */
const longestMs = 2 ** 31 - 1;

/** How long a label took: a note that is added later, or the same answer again, takes nothing of the time that it took before. */
function timeOf(
  before: ItemState,
  { value }: { readonly value: LabelValue | null },
  milliseconds: number,
): number {
  const earlier = value !== null && before.label?.value === value ? before.label.milliseconds : 0;
  return Math.min(longestMs, earlier + milliseconds);
}

/** Leaves an item for later; it comes again after all others. */
export async function skipItem(
  workspace: Workspace,
  log: Logger,
  { queue, annotator, after, ...pair }: Asked<'annotate.skip'>,
): Promise<Saved> {
  const desk = await openDesk(workspace, log);
  const view = await queueView(workspace, queue, annotator);
  const { query, document } = itemOf(view, pair);
  mustBeKnown(desk, queue, annotator, after);
  const entry = await desk.add({ kind: 'skip', annotator, queue, query, document });
  return saved(desk, view, entry, pair);
}

/** Takes back the annotator's last action in the queue, or does the last undone one again; null where there is none. */
export async function stepBackOrForth(
  workspace: Workspace,
  log: Logger,
  { queue, annotator, after }: Asked<'annotate.undo'>,
  kind: 'undo' | 'redo',
): Promise<Saved | null> {
  const desk = await openDesk(workspace, log);
  const view = await queueView(workspace, queue, annotator);
  mustBeKnown(desk, queue, annotator, after);
  const action = desk.state.next(queue, annotator)[kind];
  if (action === null) return null;
  const entry = await desk.add({ kind, annotator, queue, of: action.entry });
  return saved(desk, view, entry, action);
}

/**
 * Refuses what was done in sight of an older state of the queue: two windows of one annotator would otherwise write over each other. To be
 * asked in the same breath as the entry is taken in.
 */
function mustBeKnown(
  { state }: AnnotationDesk,
  queue: string,
  annotator: string,
  after: number | undefined,
): void {
  const last = state.last(queue, annotator);
  if (after !== undefined && last !== null && last.entry !== after)
    throw labelledElsewhere(annotator, last.at);
}

/** What a label says of blindness follows from the queue and from what was in sight, whatever the window thought it showed. */
function isBlind({ kind, blind }: QueueRow, visible: readonly Visible[]): boolean {
  const telling: readonly Visible[] = ['judge', 'score', 'rank', 'verdict'];
  if (!blind || visible.some((one) => telling.includes(one))) return false;
  return kind === 'adjudication' || !visible.includes('other-labels');
}

function itemOf({ row, items, placeOf }: QueueView, { query, document }: Pair): StoredItem {
  const item = items[placeOf.get(pairKey(query, document)) ?? -1];
  if (item !== undefined) return item;
  throw new AppError(
    'invalid-input',
    `queue "${row.queue}" does not ask about query ${query} and document ${document}; open it again`,
  );
}

function saved(
  desk: AnnotationDesk,
  view: QueueView,
  { entry, at }: JournalEntry,
  { query, document }: Pair,
): Saved {
  const { queue } = view.row;
  const { label } = desk.state.item(queue, view.annotator, query, document);
  const next = desk.state.next(queue, view.annotator);
  return {
    entry,
    at,
    place: view.placeOf.get(pairKey(query, document)) ?? 0,
    label: {
      query,
      document,
      value: label?.value ?? null,
      note: label?.note ?? '',
      evidence: label?.evidence ?? [],
    },
    queue: queueSummary(view, desk.state),
    canUndo: next.undo !== null,
    canRedo: next.redo !== null,
  };
}
