import type { LabelValue } from '../../../../shared/rates/event-mapping.ts';
import { addEvidence, withoutEvidence, type EvidenceSpan } from './evidence-spans.ts';
import { nextSkipped, openPlaces, withAnswer } from './item-shelf.ts';
import { createLabelSaves, type LabelAction, type SaveOutcome } from './label-saves.ts';
import { draftOf, itemOn, type LabelDraft } from './label-session.ts';
import { backward, leadTo, onward, placeOn } from './label-trail.ts';
import { visibleBeside } from './label-choices.ts';
import { withSaved } from './recent-answers.ts';
import { createPairReader, type LabelTools } from './pair-reader.ts';
import { savedWords } from './saved-words.ts';
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
  /** Forgets what the engine did not take, for good. */
  readonly giveUp: () => void;
};

/** The labelling of one queue, from its first open pair on. */
export function createLabelActions(tools: LabelTools): LabelActions {
  const { api, engine, clock, get, set } = tools;
  const { desk } = get();
  const answeredAt = new Map<number, number>();
  let acts = 0;
  const { arrive, readAhead, readHistory } = createPairReader(tools, {
    now: () => acts,
    answeredSince: (place, act) => (answeredAt.get(place) ?? 0) > act,
    glance: () => saves.glance(),
  });

  const saves = createLabelSaves({
    api,
    engine,
    desk,
    unsaved: unsavedLabels.read(desk),
    onChange(unsaved, stopped) {
      unsavedLabels.write(desk, unsaved);
      set({ waiting: unsaved.waiting, stopped });
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
      // A note takes nothing of its label's time.
      const took = action.kind === 'record' && action.milliseconds > 0 ? action.milliseconds : null;
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
    giveUp: () => unsavedLabels.write(desk, { after: null, waiting: [] }),
  };
}
