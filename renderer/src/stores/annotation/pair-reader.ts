import type { Client } from '../../../../shared/ipc/client.ts';
import type { EngineStore } from '../engine.ts';
import { toAppError } from '../request.ts';
import type { ItemClock } from './item-clock.ts';
import { nextSkipped, openPlaces, withItems } from './item-shelf.ts';
import type { LabelSaves } from './label-saves.ts';
import type { LabelSession } from './label-session.ts';
import { onward, placeOn } from './label-trail.ts';

/** What the labelling of a queue is made with. */
export type LabelTools = {
  readonly api: Client;
  readonly engine: EngineStore;
  readonly clock: ItemClock;
  readonly get: () => LabelSession;
  readonly set: (patch: Partial<LabelSession>) => void;
};

/** When places were answered, in acts: an answer of the engine that left earlier does not know of it. */
export type AnswerMarks = {
  readonly now: () => number;
  readonly answeredSince: (place: number, act: number) => boolean;
  readonly glance: LabelSaves['glance'];
};

/** Brings pairs of a queue to the shelf. */
export type PairReader = {
  /** Reads the pair of the place on screen where it is not at hand. */
  readonly arrive: () => Promise<void>;
  /** Reads the next open pairs when few lie ahead, or in any case. */
  readonly readAhead: (isForced?: boolean) => Promise<void>;
  /** Reads what was answered in this queue before. */
  readonly readHistory: () => Promise<void>;
};

/** Pairs that are read at once, and how few may lie ahead before more are. */
const [batch, fewestAhead] = [30, 20];

export function createPairReader(
  { api, engine, clock, get, set }: LabelTools,
  marks: AnswerMarks,
): PairReader {
  const { desk } = get();

  async function arrive(): Promise<void> {
    const place = placeOn(get().trail);
    if (place !== null && !get().shelf.has(place)) await read({ from: place, limit: 1 });
  }

  async function readAhead(isForced = false): Promise<void> {
    const { isReading, isAllKnown, shelf, trail } = get();
    if (isReading) return;
    const ahead = openPlaces(shelf).filter((place) => place !== placeOn(trail)).length;
    if (!isForced && (isAllKnown || ahead >= fewestAhead)) return;
    set({ isReading: true });
    const told = await read({ from: null, limit: batch });
    set({ isReading: false });
    if (told === null) return;
    // A full batch may hide more open pairs, unless it reached the skipped ones.
    set({ isAllKnown: told.length < batch || told.some(({ isSkipped }) => isSkipped) });
    const here = get();
    if (placeOn(here.trail) !== null) return;
    const next = openPlaces(here.shelf)[0] ?? (here.isAllKnown ? nextSkipped(here.shelf, null) : null);
    if (next !== null) {
      set({ trail: onward(here.trail, next) });
      clock.restart();
    }
  }

  async function read(asked: { readonly from: number | null; readonly limit: number }) {
    const seen = marks.now();
    const compare = marks.glance();
    const { restarts } = engine.getState();
    try {
      const { items, queue, last } = await api.call('annotate.items', { ...desk, ...asked });
      compare(last);
      const { shelf, trail, waiting, saved } = get();
      // Nothing of this window's own could be newer.
      if (saved === null && waiting.length === 0) set({ queue });
      const newer = (place: number): boolean =>
        marks.answeredSince(place, seen) || waiting.some((one) => 'place' in one && one.place === place);
      const keep = new Set(trail.places.slice(-20));
      set({ shelf: withItems(shelf, items, newer, keep), readError: null });
      return items;
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'host-exited') void readAfterRestart(restarts);
      else set({ readError: error });
      return null;
    }
  }

  async function readAfterRestart(restarts: number): Promise<void> {
    try {
      await engine.getState().untilRestarted(restarts, new AbortController().signal);
      await arrive();
      await readAhead(true);
    } catch (thrown) {
      set({ readError: toAppError(thrown) });
    }
  }

  async function readHistory(): Promise<void> {
    const { workspace, annotator, queue } = desk;
    const told = await api.call('annotate.history', { workspace, annotator, limit: 100 }).catch(() => null);
    if (told === null) return;
    const own = told.labels.filter((one) => one.queue === queue);
    const known = get().answers ?? [];
    const earlier = own.flatMap(({ place, value, milliseconds }) =>
      value === null || known.some((one) => one.place === place) ? [] : [{ place, value, milliseconds }],
    );
    set({ answers: [...known, ...earlier] });
  }

  return { arrive, readAhead, readHistory };
}
