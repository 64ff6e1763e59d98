import type { AnnotationItem } from '../../../shared/ipc/annotate-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Logger } from '../log.ts';
import type { DecidedViews } from '../mine/decided-views.ts';
import { documentTexts, queryTexts } from '../mine/texts.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk, type AnnotationDesk } from './annotation-desk.ts';
import { comparedPositives } from './compared-positives.ts';
import { queueSummary, queueView, type QueueView } from './queue-view.ts';
import { shownBeside } from './shown-beside.ts';

/**
 * Items of a queue as its annotator may see them: by place from `from` on, or (null) the open ones in the order in which they come up: neither
 * labelled nor skipped by place, then skipped ones by place. Gold checks and repeats carry nothing that other items do not.
 */
export async function listItems(
  workspace: Workspace,
  { log, views }: { readonly log: Logger; readonly views: DecidedViews },
  asked: {
    readonly queue: string;
    readonly annotator: string;
    readonly from: number | null;
    readonly limit: number;
  },
  task: Task,
): Promise<Output<'annotate.items'>> {
  const desk = await openDesk(workspace, log);
  const view = await queueView(workspace, asked.queue, asked.annotator);
  await desk.onDisk();
  const places =
    asked.from === null
      ? openPlaces(desk, view, asked.limit)
      : Array.from(view.items.keys()).slice(asked.from, asked.from + asked.limit);
  const pairs = places.flatMap((place) => {
    const item = view.items[place];
    return item === undefined ? [] : [{ place, query: item.query, document: item.document }];
  });
  const positives = await comparedPositives(workspace, view.row, pairs);
  const queries = await queryTexts(
    workspace,
    pairs.map(({ query }) => query),
  );
  const documents = await documentTexts(workspace, [
    ...pairs.map(({ document }) => document),
    ...positives.filter((document) => document !== null),
  ]);
  const shown = await shownBeside(views, workspace, view, pairs, task);
  // Taken in the same breath as the items' states, so that it speaks of them.
  const last = desk.state.last(asked.queue, asked.annotator);
  const items = pairs.map(({ place, query, document }, i): AnnotationItem => {
    const { label, isSkipped, entry } = desk.state.item(asked.queue, asked.annotator, query, document);
    const positive = documents.get(positives[i] ?? -1);
    return {
      place,
      query,
      document,
      query_id: queries.get(query)?.id ?? '',
      query_text: queries.get(query)?.text ?? '',
      document_id: documents.get(document)?.id ?? '',
      title: documents.get(document)?.title ?? '',
      text: documents.get(document)?.text ?? '',
      positive: positive ?? null,
      value: label?.value ?? null,
      note: label?.note ?? '',
      evidence: label?.evidence ?? [],
      isSkipped,
      entry,
      shown: shown?.(query, document) ?? null,
    };
  });
  return { items, queue: queueSummary(view, desk.state), last: last && { entry: last.entry, at: last.at } };
}

function openPlaces(desk: AnnotationDesk, view: QueueView, limit: number): readonly number[] {
  const open: number[] = [];
  const skipped: number[] = [];
  for (const [place, { query, document }] of view.items.entries()) {
    if (open.length === limit) break;
    const { label, isSkipped } = desk.state.item(view.row.queue, view.annotator, query, document);
    if (label === null) (isSkipped ? skipped : open).push(place);
  }
  return [...open, ...skipped].slice(0, limit);
}
