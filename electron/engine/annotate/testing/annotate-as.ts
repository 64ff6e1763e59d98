import {
  annotateCalls,
  type AnnotationItem,
  type AnnotationQueue,
} from '../../../../shared/ipc/annotate-calls.ts';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import type { LabelValue } from '../../../../shared/rates/event-mapping.ts';
import type { createAnnotateHandlers } from '../../handlers/annotate-handlers.ts';
import { quietTask } from '../../mine/testing/small-workspace.ts';

type Handlers = ReturnType<typeof createAnnotateHandlers>;
type Saved = Output<'annotate.record'>;
type Given = Partial<Pick<Input<'annotate.record'>, 'after' | 'visible' | 'milliseconds'>> &
  Partial<Input<'annotate.record'>['label']>;

/** One annotator at work on a workspace through the calls, as a window makes them. Pairs are of query 0 unless said. */
export type Annotator = {
  /** Picks documents; the queue is `queue` unless another is named from then on. */
  readonly pick: (
    documents: readonly number[],
    more?: Partial<Input<'annotate.pick'>>,
  ) => Promise<AnnotationQueue>;
  readonly adjudicate: () => Promise<AnnotationQueue>;
  readonly queues: () => Promise<Output<'annotate.queues'>>;
  readonly label: (
    document: number,
    value: LabelValue | null,
    given?: Given,
    queue?: string,
  ) => Promise<Saved>;
  readonly skip: (document: number, queue?: string) => Promise<Saved>;
  readonly undo: (queue?: string, after?: number) => Promise<Saved | null>;
  readonly redo: (queue?: string) => Promise<Saved | null>;
  readonly items: (queue?: string, from?: number | null) => Promise<readonly AnnotationItem[]>;
  readonly history: () => Promise<Output<'annotate.history'>>;
};

export function annotateAs(handlers: Handlers, workspace: string, annotator: string): Annotator {
  const mine = { workspace, annotator };
  return {
    pick: (documents, more) =>
      handlers['annotate.pick'](
        annotateCalls['annotate.pick'].input.parse({
          ...mine,
          pairs: documents.map((document) => ({ query: 0, document })),
          name: 'by hand',
          ...more,
        }),
        quietTask,
      ),
    adjudicate: () => handlers['annotate.adjudicate'](mine, quietTask),
    queues: () => handlers['annotate.queues'](mine, quietTask),
    label: (document, value, { visible = [], milliseconds = 700, after, ...label } = {}, queue = '1') =>
      handlers['annotate.record'](
        annotateCalls['annotate.record'].input.parse({
          ...mine,
          queue,
          label: { query: 0, document, value, ...label },
          visible,
          milliseconds,
          after,
        }),
        quietTask,
      ),
    skip: (document, queue = '1') =>
      handlers['annotate.skip']({ ...mine, queue, query: 0, document }, quietTask),
    undo: (queue = '1', after) => handlers['annotate.undo']({ ...mine, queue, after }, quietTask),
    redo: (queue = '1') => handlers['annotate.redo']({ ...mine, queue }, quietTask),
    items: async (queue = '1', from = null) =>
      (await handlers['annotate.items']({ ...mine, queue, from, limit: 50 }, quietTask)).items,
    history: () => handlers['annotate.history']({ ...mine, limit: 20 }, quietTask),
  };
}

/** Everything about an item but which pair it is, as text: what could tell a check from the others. */
export function shapeOf(item: AnnotationItem): string {
  const pair = {
    place: 0,
    query: 0,
    document: 0,
    query_id: '',
    document_id: '',
    query_text: '',
    title: '',
    text: '',
  };
  return JSON.stringify({ ...item, ...pair });
}
