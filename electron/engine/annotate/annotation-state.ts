import { pairKey } from '../judge/judgement-store.ts';
import type { ActionEntry, JournalEntry, LabelEntry } from './journal-entry.ts';

/** What one annotator has done with one item of a queue. */
export type ItemState = {
  /** The label in force. */
  readonly label: LabelEntry | null;
  readonly isSkipped: boolean;
  /** Number of the action in force; 0 without one. */
  readonly entry: number;
};

/** One annotator's actions in one queue: the last of them can be undone, and the undone ones done again, until something new is done. */
type Track = {
  readonly annotator: string;
  readonly actions: ActionEntry[];
  /** Actions in force; the rest is undone. */
  done: number;
  /** Actions in force of each pair, oldest first. */
  readonly byPair: Map<number, ActionEntry[]>;
  labelled: number;
  skipped: number;
  /** Of any kind. */
  last: JournalEntry | null;
};

export type AnnotationState = {
  /** Takes in the next entry of the journal. The item that it changed; null where it does not fit (a redo of nothing). */
  readonly apply: (entry: JournalEntry) => ActionEntry | null;
  readonly item: (queue: string, annotator: string, query: number, document: number) => ItemState;
  /** Items of the queue that this annotator has labelled, and skipped without a label. */
  readonly counts: (
    queue: string,
    annotator: string,
  ) => { readonly labelled: number; readonly skipped: number };
  /** The action that undo would take back, and the one that redo would do again. */
  readonly next: (
    queue: string,
    annotator: string,
  ) => { readonly undo: ActionEntry | null; readonly redo: ActionEntry | null };
  /** The newest entry of this annotator in the queue, also where it had no effect. */
  readonly last: (queue: string, annotator: string) => JournalEntry | null;
  /** Every label in force, or one annotator's. */
  readonly labels: (annotator?: string) => Iterable<LabelEntry>;
  readonly annotators: () => readonly string[];
};

const nothing: ItemState = { label: null, isSkipped: false, entry: 0 };

/** The labels in force after the entries so far: the journal is the truth, this is what it means. */
export function createAnnotationState(): AnnotationState {
  const tracks = new Map<string, Track>();
  const annotators = new Set<string>();

  const find = (queue: string, annotator: string): Track | undefined =>
    tracks.get(JSON.stringify([queue, annotator]));

  function trackOf({ queue, annotator }: JournalEntry): Track {
    const key = JSON.stringify([queue, annotator]);
    const track = tracks.get(key) ?? {
      annotator,
      actions: [],
      done: 0,
      byPair: new Map(),
      labelled: 0,
      skipped: 0,
      last: null,
    };
    tracks.set(key, track);
    return track;
  }

  /** Changes the actions in force of one pair, and the counts with them. */
  function change(track: Track, action: ActionEntry, put: (own: ActionEntry[]) => void): ActionEntry {
    const key = pairKey(action.query, action.document);
    const own = track.byPair.get(key) ?? [];
    track.byPair.set(key, own);
    count(track, own, -1);
    put(own);
    count(track, own, 1);
    return action;
  }

  return {
    apply(entry) {
      annotators.add(entry.annotator);
      const track = trackOf(entry);
      track.last = entry;
      if (entry.kind === 'undo') {
        const last = track.actions[track.done - 1];
        if (last?.entry !== entry.of) return null;
        track.done -= 1;
        return change(track, last, (own) => own.pop());
      }
      if (entry.kind === 'redo') {
        const undone = track.actions[track.done];
        if (undone?.entry !== entry.of) return null;
        track.done += 1;
        return change(track, undone, (own) => own.push(undone));
      }
      track.actions.length = track.done;
      track.actions.push(entry);
      track.done += 1;
      return change(track, entry, (own) => own.push(entry));
    },
    item(queue, annotator, query, document) {
      return stateOf(find(queue, annotator)?.byPair.get(pairKey(query, document)) ?? []);
    },
    counts(queue, annotator) {
      const { labelled = 0, skipped = 0 } = find(queue, annotator) ?? {};
      return { labelled, skipped };
    },
    next(queue, annotator) {
      const track = find(queue, annotator);
      if (track === undefined) return { undo: null, redo: null };
      return { undo: track.actions[track.done - 1] ?? null, redo: track.actions[track.done] ?? null };
    },
    last: (queue, annotator) => find(queue, annotator)?.last ?? null,
    *labels(only) {
      for (const { annotator, byPair } of tracks.values()) {
        if (only !== undefined && annotator !== only) continue;
        for (const own of byPair.values()) {
          const { label } = stateOf(own);
          if (label !== null) yield label;
        }
      }
    },
    annotators: () => [...annotators].toSorted(),
  };
}

function stateOf(own: readonly ActionEntry[]): ItemState {
  const top = own.at(-1);
  if (top === undefined) return nothing;
  const last = own.findLast((action) => action.kind === 'label');
  const label = last?.value == null ? null : last;
  return { label, isSkipped: label === null && top.kind === 'skip', entry: top.entry };
}

function count(track: Track, own: readonly ActionEntry[], sign: 1 | -1): void {
  const { label, isSkipped } = stateOf(own);
  if (label !== null) track.labelled += sign;
  if (isSkipped) track.skipped += sign;
}
