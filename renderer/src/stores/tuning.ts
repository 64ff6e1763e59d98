import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { nearestPlace } from '../../../shared/tuning/tune-point.ts';
import { createBrushLookups } from './brush-lookups.ts';
import { latestOnly } from './latest-only.ts';
import { toAppError } from './request.ts';
import { createTableCounts } from './table-counts.ts';
import {
  inputOf,
  isSameFilter,
  naiveQuestion,
  pointKey,
  sliderValue,
  tablesKey,
  type TuneQuestion,
} from './tune-question.ts';

export type TablesAnswer = Output<'tune.tables'>;

/** An answer and what it answers. */
export type Keyed = { readonly key: string; readonly answer: TablesAnswer };

export type TuningState = {
  readonly question: TuneQuestion | null;
  /** For every value of the slider. Those of an older question stay until there are newer ones. */
  readonly tables: Keyed | null;
  /** For one setting, exact. */
  readonly point: Keyed | null;
  /** The same without any rule, under the same filter. */
  readonly naive: Keyed | null;
  readonly error: AppError | null;
  /** Cheap where tables answer it: then no other process is asked. */
  readonly ask: (question: TuneQuestion) => void;
  /** Asks the same again, since labels changed; what is on screen stays until the new numbers are whole. */
  readonly recount: () => void;
  readonly reset: () => void;
};

export type TuningStore = StoreApi<TuningState>;

/** After its own exact numbers, how long a brush rests before what lies at every value of the slider is counted inside it. */
const brushRestMs = 100;

/** Tables that every number on the tuning screen is looked up in, and the exact numbers where they do not reach. */
export function createTuningStore(api: Client): TuningStore {
  return createStore<TuningState>()((set, get) => {
    /** A brush whose tables wait for its own numbers. */
    let brushed: TuneQuestion | null = null;
    let resting: ReturnType<typeof setTimeout> | undefined;

    const exact = latestOnly<TuneQuestion, TablesAnswer>({
      work(question, signal) {
        const { slider } = question;
        const value = sliderValue(question);
        const isTabled = slider !== null && value !== null && get().tables?.key === tablesKey(question);
        return isTabled
          ? api.call('tune.refine', { ...inputOf(question), slider, value }, { signal })
          : api.call('tune.filter', inputOf(question), { signal });
      },
      onValue(answer, question) {
        set({ point: { key: pointKey(question), answer }, error: null });
        const latest = get().question;
        if (latest !== null) lookups.ask(latest);
        rest();
      },
      onError: fail,
    });

    const lookups = createBrushLookups(api, {
      onKnown() {
        const { question, point } = get();
        if (question !== null && point?.key !== pointKey(question) && showLookedUp(question)) rest();
      },
      onError: fail,
    });

    const counts = createTableCounts(api, {
      question: () => get().question,
      naive: () => get().naive,
      show: (numbers) => set({ ...numbers, error: null }),
      onWhole(key) {
        const { question } = get();
        if (question !== null && tablesKey(question) === key) refine(question);
      },
      onRecounted() {
        lookups.outdate();
        const { question, point } = get();
        if (question !== null && point !== null) exact.ask(question);
      },
      onError: fail,
    });

    function rest(): void {
      const question = brushed;
      if (question === null || get().point?.key !== pointKey(question)) return;
      brushed = null;
      resting = setTimeout(() => {
        // Counted meanwhile for another reason: a part of them would be a step back.
        if (!isWhole(question, get())) counts.count(question);
      }, brushRestMs);
    }

    /** Puts exact numbers on screen without asking anybody, where they are known. */
    function showLookedUp(question: TuneQuestion): boolean {
      const answer = lookups.lookUp(question);
      if (answer === null) return false;
      exact.cancel();
      set({ question, point: { key: pointKey(question), answer }, error: null });
      return true;
    }

    function refine(question: TuneQuestion): void {
      const { tables, point } = get();
      if (isOnGrid(question, tables) || point?.key === pointKey(question)) return;
      exact.ask(question);
    }

    function fail(thrown: unknown): void {
      const error = toAppError(thrown);
      if (error.code !== 'cancelled' && error.code !== 'host-exited') set({ error });
    }

    return {
      question: null,
      tables: null,
      point: null,
      naive: null,
      error: null,
      ask(question) {
        const before = get().question;
        clearTimeout(resting);
        brushed = null;
        lookups.follow(before, question);
        if (!showLookedUp(question)) set({ question });
        counts.stopOthers(question);
        refine(question);
        if (isWhole(question, get())) return counts.refresh();
        const isTabled = isOnGrid(question, get().tables);
        if (before === null || isSameFilter(before, question) || isTabled) return counts.count(question);
        brushed = question;
        rest();
      },
      recount: counts.outdate,
      reset() {
        clearTimeout(resting);
        brushed = null;
        lookups.reset();
        counts.reset();
        exact.cancel();
        set({ question: null, tables: null, point: null, naive: null, error: null });
      },
    };
  });
}

/** Whether tables of the question have a place for its very value. */
function isOnGrid(question: TuneQuestion, tables: Keyed | null): boolean {
  const value = sliderValue(question);
  if (value === null || tables?.key !== tablesKey(question)) return false;
  return nearestPlace(tables.answer.tables.grid, value).onGrid;
}

/** Whether tables and outlines of the question are there: then nobody need be asked. */
function isWhole(question: TuneQuestion, { tables, naive }: Pick<TuningState, 'tables' | 'naive'>): boolean {
  if (question.slider === null || tables?.key !== tablesKey(question)) return false;
  if (tables.answer.rowsDone < tables.answer.rowsTotal) return false;
  const outline = naiveQuestion(question);
  return outline === null || naive?.key === pointKey(outline);
}
