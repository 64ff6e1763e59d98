import { AppError } from '../../../shared/errors.ts';
import type { AnnotationItem, AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { LabelValue } from '../../../shared/rates/event-mapping.ts';
import { labelledElsewhere } from '../../../shared/text/labelled-elsewhere.ts';

type Saved = Output<'annotate.record'>;
type Pair = { readonly query: number; readonly document: number };
type SharedPair = Pair & { readonly isShared: boolean };
type Made = Pick<AnnotationQueue, 'kind' | 'name' | 'annotator' | 'question' | 'blind'>;
export type MemoryQueue = Made & { readonly queue: string; readonly pairs: readonly SharedPair[] };
type Act =
  | { readonly kind: 'label'; readonly label: Saved['label']; readonly milliseconds: number }
  | ({ readonly kind: 'skip' } & Pair);
type Done = Act & { readonly entry: number; readonly at: string };
type Track = {
  readonly queue: string;
  readonly annotator: string;
  acts: readonly Done[];
  done: number;
  last: number;
};
type State = Pick<AnnotationItem, 'value' | 'note' | 'evidence' | 'isSkipped' | 'entry'>;

const created = '2026-11-25T09:00:00.000Z';

/** Queues and labels in memory, as the engine's journal means them: acts in order, of which the last can be undone. */
export function createMemoryDesk() {
  const queues: (Made & { readonly queue: string; readonly all: readonly SharedPair[] })[] = [];
  const tracks = new Map<string, Track>();
  let entries = 0;

  function trackOf({ queue }: MemoryQueue, annotator: string): Track {
    const key = JSON.stringify([queue, annotator]);
    const track = tracks.get(key) ?? { queue, annotator, acts: [], done: 0, last: 0 };
    tracks.set(key, track);
    return track;
  }

  function view({ all, ...made }: (typeof queues)[number], annotator: string): MemoryQueue {
    return { ...made, pairs: made.annotator === annotator ? all : all.filter(({ isShared }) => isShared) };
  }

  function find(name: string, annotator: string): MemoryQueue {
    const queue = queues.find((one) => one.queue === name);
    if (!queue) throw new AppError('not-found', `there is no queue ${name}`);
    return view(queue, annotator);
  }

  function stateOf(queue: MemoryQueue, annotator: string, place: number): State {
    const pair = queue.pairs[place];
    const { acts, done } = trackOf(queue, annotator);
    const own = acts.slice(0, done).filter((act) => pair !== undefined && isOf(act, pair));
    const entry = own.at(-1)?.entry ?? 0;
    const last = own.findLast((act) => act.kind === 'label');
    if (last?.kind === 'label' && last.label.value !== null) {
      const { value, note, evidence } = last.label;
      return { value, note, evidence, isSkipped: false, entry };
    }
    return { value: null, note: '', evidence: [], isSkipped: own.at(-1)?.kind === 'skip', entry };
  }

  function summary(queue: MemoryQueue, annotator: string): AnnotationQueue {
    const states = [...queue.pairs.keys()].map((place) => stateOf(queue, annotator, place));
    const { pairs, ...made } = queue;
    return {
      ...made,
      drawnAt: null,
      secondFor: made.annotator === annotator ? null : made.annotator,
      annotator,
      total: pairs.length,
      checks: 0,
      labelled: states.filter(({ value }) => value !== null).length,
      skipped: states.filter(({ isSkipped }) => isSkipped).length,
      created,
    };
  }

  function saved(queue: MemoryQueue, annotator: string, act: Act): Saved {
    const track = trackOf(queue, annotator);
    const { query, document } = act.kind === 'label' ? act.label : act;
    const place = queue.pairs.findIndex((pair) => isOf(act, pair));
    const { value, note, evidence } = stateOf(queue, annotator, place);
    track.last = entries += 1;
    return {
      entry: track.last,
      at: new Date().toISOString(),
      place,
      label: { query, document, value, note, evidence },
      queue: summary(queue, annotator),
      canUndo: track.done > 0,
      canRedo: track.done < track.acts.length,
    };
  }

  /** Labels in force of everybody, with the act that gave them. */
  function inForce(): readonly (Done & { readonly kind: 'label' } & { readonly track: Track })[] {
    return [...tracks.values()].flatMap((track) => {
      const last = new Map<string, Done>();
      for (const act of track.acts.slice(0, track.done)) {
        if (act.kind === 'label') last.set(`${act.label.query} ${act.label.document}`, act);
      }
      return [...last.values()].flatMap((act) =>
        act.kind === 'label' && act.label.value !== null ? [{ ...act, track }] : [],
      );
    });
  }

  function labelsOf(query: number, document: number) {
    return inForce()
      .filter(({ label }) => label.query === query && label.document === document)
      .flatMap(({ label: { value, note }, track: { annotator } }) =>
        value === null ? [] : [{ annotator, value, note }],
      );
  }

  return {
    find,
    stateOf,
    summary,
    labelsOf,
    add(made: Made, all: readonly SharedPair[]): AnnotationQueue {
      const queue = { ...made, queue: String(queues.length + 1), all };
      queues.push(queue);
      return summary(view(queue, made.annotator), made.annotator);
    },
    last(queue: MemoryQueue, annotator: string): Output<'annotate.items'>['last'] {
      const { last } = trackOf(queue, annotator);
      return last === 0 ? null : { entry: last, at: created };
    },
    act(queue: MemoryQueue, annotator: string, act: Act, after?: number): Saved {
      const track = trackOf(queue, annotator);
      mustBeKnown(track, after);
      track.acts = [
        ...track.acts.slice(0, track.done),
        { ...act, entry: entries + 1, at: new Date().toISOString() },
      ];
      track.done = track.acts.length;
      return saved(queue, annotator, act);
    },
    step(queue: MemoryQueue, annotator: string, way: 'undo' | 'redo', after?: number): Saved | null {
      const track = trackOf(queue, annotator);
      mustBeKnown(track, after);
      const act = track.acts[way === 'undo' ? track.done - 1 : track.done];
      if (!act) return null;
      track.done += way === 'undo' ? -1 : 1;
      return saved(queue, annotator, act);
    },
    openPlaces(queue: MemoryQueue, annotator: string): readonly number[] {
      const states = [...queue.pairs.keys()].map((place) => ({ place, ...stateOf(queue, annotator, place) }));
      const open = states.filter(({ value }) => value === null);
      return [...open.filter((one) => !one.isSkipped), ...open.filter((one) => one.isSkipped)].map(
        ({ place }) => place,
      );
    },
    listFor(annotator: string) {
      const mine = queues
        .map((queue) => view(queue, annotator))
        .filter(({ pairs }) => pairs.length > 0)
        .map((queue) => summary(queue, annotator));
      const annotators = [...new Set([...queues, ...tracks.values()].map((one) => one.annotator))];
      return { queues: mine.toReversed(), annotators: annotators.toSorted() };
    },
    history(annotator: string): Output<'annotate.history'>['labels'] {
      return inForce()
        .filter(({ track }) => track.annotator === annotator)
        .toSorted((a, b) => b.entry - a.entry)
        .map(({ label, at, milliseconds, track }) => ({
          ...label,
          place: find(track.queue, annotator).pairs.findIndex(
            ({ query, document }) => query === label.query && document === label.document,
          ),
          queue: track.queue,
          at,
          milliseconds,
        }));
    },
    /** Pairs on which two annotators differ, or that one could not tell. */
    unsettled(): readonly Pair[] {
      const values = new Map<string, { readonly pair: Pair; readonly said: Set<LabelValue> }>();
      for (const { label } of inForce()) {
        const { query, document, value } = label;
        if (value === null) continue;
        const key = `${query} ${document}`;
        const known = values.get(key) ?? { pair: { query, document }, said: new Set() };
        known.said.add(value);
        values.set(key, known);
      }
      return [...values.values()]
        .filter(({ said }) => said.size > 1 || said.has('cant-tell'))
        .map(({ pair }) => pair);
    },
  };
}

function mustBeKnown({ annotator, last }: Track, after: number | undefined): void {
  if (after !== undefined && last !== after) throw labelledElsewhere(annotator, created);
}

function isOf(act: Act, { query, document }: Pair): boolean {
  const own = act.kind === 'label' ? act.label : act;
  return own.query === query && own.document === document;
}
