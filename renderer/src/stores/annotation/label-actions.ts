import type { Client } from '../../../../shared/ipc/client.ts';
import type { LabelValue } from '../../../../shared/rates/event-mapping.ts';
import type { EngineStore } from '../engine.ts';
import { labelTexts } from '../../text/label-text.ts';
import { toAppError } from '../request.ts';
import { addEvidence, withoutEvidence, type EvidenceSpan } from './evidence-spans.ts';
import type { ItemClock } from './item-clock.ts';
import { nextSkipped, openPlaces, withAnswer, withItems } from './item-shelf.ts';
import { createLabelSaves, type LabelAction, type SaveOutcome } from './label-saves.ts';
import { draftOf, itemOn, type LabelDraft, type LabelSession } from './label-session.ts';
import { backward, leadTo, onward, placeOn } from './label-trail.ts';
import { visibleBeside } from './label-choices.ts';
import { withSaved } from './recent-answers.ts';
import { unsavedLabels } from './unsaved-labels.ts';

/** What can be done in a queue. Keys do these at once; what must be saved follows. */
export type LabelActions = {
  readonly label: (value: LabelValue) => void;
  readonly skip: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly back: () => void;
  readonly forward: () => void;
  readonly goTo: (place: number) => void;
  /** Also saves it, where the pair has its label already. */
  readonly setNote: (note: string) => void;
  readonly mark: (span: EvidenceSpan) => void;
  readonly unmark: (span: EvidenceSpan) => void;
  readonly retry: () => void;
  /** Reads pairs again after that failed. */
  readonly readAgain: () => void;
};

type Options = {
  readonly api: Client;
  readonly engine: EngineStore;
  readonly clock: ItemClock;
  readonly get: () => LabelSession;
  readonly set: (patch: Partial<LabelSession>) => void;
};

/** Pairs that are read at once, and how few may lie ahead before more are. */
const [batch, fewestAhead] = [30, 20];

/** The labelling of one queue, from its first open pair on. */
export function createLabelActions({ api, engine, clock, get, set }: Options): LabelActions {
  const { desk } = get();
  /** When a place was last answered, in acts: an answer of the engine that left earlier does not know of it. */
  const answeredAt = new Map<number, number>();
  let acts = 0;

  const saves = createLabelSaves({
    api,
    engine,
    desk,
    waiting: unsavedLabels.read(desk),
    onChange(waiting, stopped) {
      unsavedLabels.write(desk, waiting);
      set({ waiting, stopped });
    },
    onOutcome: take,
  });

  void readAhead();
  void readHistory();

  function take(action: LabelAction, outcome: SaveOutcome): void {
    const isStep = action.kind === 'undo' || action.kind === 'redo';
    if (outcome.kind === 'nothing') {
      set(
        action.kind === 'undo'
          ? { canUndo: false, said: 'Nothing to undo.' }
          : { canRedo: false, said: 'Nothing to redo.' },
      );
    } else if (outcome.kind === 'unknown') {
      set({
        said: `The engine stopped before it said whether it could ${action.kind}. The pairs were read again.`,
      });
      void readAhead(true);
    } else {
      const { saved } = outcome;
      const { place, label, queue, canUndo, canRedo } = saved;
      const took = action.kind === 'record' ? action.milliseconds : null;
      const answers = withSaved(get().answers ?? [], saved, took);
      set({ saved, queue, canUndo, canRedo, answers, said: savedWords(action.kind, label.value) });
      if (isStep) {
        const { value, note, evidence } = label;
        touch(place, { value, note, evidence, isSkipped: false });
        const drafts = new Map(get().drafts);
        drafts.delete(place);
        set({ drafts, isAllKnown: false });
        void show(place);
      }
      void readAhead();
    }
  }

  function touch(place: number, answer: Parameters<typeof withAnswer>[2]): void {
    answeredAt.set(place, (acts += 1));
    set({ shelf: withAnswer(get().shelf, place, answer) });
  }

  /** The pair after the one on screen: what was seen after it, else the next open one, else the next skipped one. */
  function advance(): void {
    const { trail, shelf, isAllKnown } = get();
    const here = placeOn(trail);
    const open = openPlaces(shelf).find((place) => place !== here);
    const next = open ?? (isAllKnown ? nextSkipped(shelf, here) : null);
    set({ trail: onward(trail, next) });
    clock.restart();
    void arrive();
    // Before it says that the queue is done, it asks: what was skipped may not be at hand.
    void readAhead(next === null);
  }

  async function show(place: number): Promise<void> {
    set({ trail: leadTo(get().trail, place) });
    clock.restart();
    await arrive();
  }

  /** Reads the pair of the place on screen where it is not at hand. */
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
    const seen = acts;
    const { restarts } = engine.getState();
    try {
      const { items } = await api.call('annotate.items', { ...desk, ...asked });
      const { shelf, trail, waiting } = get();
      const newer = (place: number): boolean =>
        (answeredAt.get(place) ?? 0) > seen || waiting.some((one) => 'place' in one && one.place === place);
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

  function record(value: LabelValue, { note, evidence }: LabelDraft, milliseconds: number): void {
    const item = itemOn(get());
    if (item === null) return;
    const { place, query, document } = item;
    touch(place, { value, note, evidence: [...evidence], isSkipped: false });
    saves.add({
      kind: 'record',
      place,
      label: { query, document, value, note, evidence: [...evidence] },
      visible: visibleBeside(item),
      milliseconds,
    });
  }

  /** A changed note or mark of a pair that has its label is a label anew; of another it waits for the label. */
  function redraft(patch: Partial<LabelDraft>): void {
    const session = get();
    const item = itemOn(session);
    if (item === null || session.stopped !== null) return;
    const draft = { ...draftOf(session, item), ...patch };
    set({ drafts: new Map(session.drafts).set(item.place, draft) });
    if (item.value !== null) record(item.value, draft, 0);
  }

  return {
    label(value) {
      const session = get();
      const item = itemOn(session);
      if (item === null || session.stopped !== null) return;
      record(value, draftOf(session, item), clock.elapsedMs());
      advance();
    },
    skip() {
      const session = get();
      const item = itemOn(session);
      if (item === null || session.stopped !== null) return;
      const { place, query, document } = item;
      if (item.value === null) {
        touch(place, { isSkipped: true });
        saves.add({ kind: 'skip', place, query, document });
      }
      advance();
    },
    undo: () => get().stopped === null && saves.add({ kind: 'undo' }),
    redo: () => get().stopped === null && saves.add({ kind: 'redo' }),
    back() {
      set({ trail: backward(get().trail) });
      clock.restart();
      void arrive();
    },
    forward() {
      const session = get();
      const { places, at } = session.trail;
      // Past the newest pair only once it is answered: leaving it open is what skip is for.
      if (at + 1 < places.length || itemOn(session)?.value != null) advance();
    },
    goTo: (place) => void show(place),
    setNote: (note) => redraft({ note }),
    mark(span) {
      const session = get();
      const item = itemOn(session);
      if (item) redraft({ evidence: [...addEvidence(draftOf(session, item).evidence, span)] });
    },
    unmark(span) {
      const session = get();
      const item = itemOn(session);
      if (item) redraft({ evidence: [...withoutEvidence(draftOf(session, item).evidence, span)] });
    },
    retry: saves.retry,
    readAgain: () => void arrive().then(() => readAhead(true)),
  };
}

function savedWords(kind: LabelAction['kind'], value: LabelValue | null): string {
  const word = value === null ? 'no label' : labelTexts[value];
  switch (kind) {
    case 'record':
      return `Saved to disk: ${word}.`;
    case 'skip':
      return 'Skipped; it comes again after all others.';
    case 'undo':
      return `Undone: it has ${value === null ? word : `the label ${word}`} now.`;
    case 'redo':
      return `Done again: ${word}.`;
  }
}
