import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { nearestPlace } from '../../../shared/tuning/tune-point.ts';
import { canIndexBrush, type BrushKind } from '../../../shared/tuning/brush-index.ts';
import { brushKey, lookUpBrush, movedBrush, type BrushTables } from './brush-tables.ts';
import { latestOnly } from './latest-only.ts';
import { toAppError } from './request.ts';
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
    let building: { readonly key: string; readonly controller: AbortController } | null = null;
    /** Changes of labels that were told of, and how many of them the tables on screen are sure to have. */
    let told = 0;
    let counted = 0;
    /** A brush whose tables wait for its own numbers. */
    let brushed: { readonly question: TuneQuestion; readonly key: string } | null = null;
    let resting: ReturnType<typeof setTimeout> | undefined;
    /** The brush that moves, while the numbers of its next moves are not there yet. */
    let moving: BrushKind | null = null;
    let indexing: { readonly key: string; readonly controller: AbortController } | null = null;
    /** What the next moves of a brush are looked up in. */
    let index: BrushTables | null = null;

    function rest(): void {
      const { point } = get();
      if (brushed === null || point?.key !== pointKey(brushed.question)) return;
      const { question, key } = brushed;
      brushed = null;
      resting = setTimeout(() => {
        // Counted meanwhile for another reason: a part of them would be a step back.
        if (!isWhole(question, get())) void build(question, key);
      }, brushRestMs);
    }

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
        void askIndex();
        rest();
      },
      onError: fail,
    });

    /** After the first numbers of a brush, those of all its next moves. */
    async function askIndex(): Promise<void> {
      const { question } = get();
      if (question === null || moving === null || !canIndexBrush(moving, question.view.settings)) return;
      const key = brushKey(question, moving);
      if (index?.key === key || indexing?.key === key) return;
      indexing?.controller.abort();
      const own = { key, controller: new AbortController() };
      indexing = own;
      const { signal } = own.controller;
      try {
        const answer = await api.call('tune.brush', { ...inputOf(question), brushed: moving }, { signal });
        if (signal.aborted) return;
        index = { key, answer };
        const latest = get().question;
        if (latest !== null && get().point?.key !== pointKey(latest) && showLookedUp(latest)) rest();
      } catch (error) {
        if (!signal.aborted) fail(error);
      } finally {
        if (indexing === own) indexing = null;
      }
    }

    /** Puts exact numbers on screen without asking anybody, where they are known. */
    function showLookedUp(question: TuneQuestion): boolean {
      const answer = lookUpBrush(question, index);
      if (answer === null) return false;
      exact.cancel();
      set({ question, point: { key: pointKey(question), answer }, error: null });
      return true;
    }

    function forgetIndexing(): void {
      indexing?.controller.abort();
      indexing = null;
    }

    /** Counts until everything is counted, then what the outlines of the charts need. */
    async function build(question: TuneQuestion, key: string): Promise<void> {
      if (building?.key === key) return;
      stopBuilding();
      const own = { key, controller: new AbortController() };
      building = own;
      const { signal } = own.controller;
      const asOf = told;
      try {
        for await (const answer of countedTables(question, signal)) {
          counted = asOf;
          set({ tables: { key, answer }, error: null });
        }
        await askNaive(question, signal);
        const latest = get().question;
        if (latest !== null && tablesKey(latest) === key) refine(latest);
      } catch (error) {
        if (!signal.aborted) fail(error);
      } finally {
        endBuilding(own);
      }
    }

    function stopBuilding(): void {
      building?.controller.abort();
      building = null;
    }

    function endBuilding(own: typeof building): void {
      if (building !== own) return;
      building = null;
      if (counted < told) void recount();
    }

    async function recount(): Promise<void> {
      const { question } = get();
      if (question === null || building !== null) return;
      const asOf = told;
      const own = { key: tablesKey(question), controller: new AbortController() };
      building = own;
      const { signal } = own.controller;
      try {
        let tables: TablesAnswer | null = null;
        for await (const answer of countedTables(question, signal)) tables = answer;
        const naive = naiveQuestion(question);
        const without = naive && (await api.call('tune.filter', inputOf(naive), { signal }));
        if (signal.aborted) return;
        index = null;
        counted = asOf;
        if (tables !== null) set({ tables: { key: own.key, answer: tables } });
        if (naive !== null && without !== null) set({ naive: { key: pointKey(naive), answer: without } });
        const latest = get().question;
        if (latest !== null && get().point !== null) exact.ask(latest);
      } catch (error) {
        if (signal.aborted) return;
        counted = asOf;
        fail(error);
      } finally {
        endBuilding(own);
      }
    }

    /** Tables over more and more of the candidates, at last over all; none for a setting without a slider. */
    async function* countedTables(question: TuneQuestion, signal: AbortSignal): AsyncGenerator<TablesAnswer> {
      const { slider } = question;
      for (let after = 0; slider !== null;) {
        const answer = await api.call('tune.tables', { ...inputOf(question), slider, after }, { signal });
        signal.throwIfAborted();
        yield answer;
        if (answer.rowsDone >= answer.rowsTotal) return;
        after = answer.rowsDone;
      }
    }

    async function askNaive(question: TuneQuestion, signal: AbortSignal): Promise<void> {
      const naive = naiveQuestion(question);
      if (naive === null || get().naive?.key === pointKey(naive)) return;
      const answer = await api.call('tune.filter', inputOf(naive), { signal });
      if (!signal.aborted) set({ naive: { key: pointKey(naive), answer } });
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
        moving = before && movedBrush(before, question);
        if (moving === null || indexing?.key !== brushKey(question, moving)) forgetIndexing();
        // Megabytes, of a setting that is no longer on screen.
        if (moving === null) index = null;
        if (!showLookedUp(question)) set({ question });
        const key = tablesKey(question);
        // Its tables would come when others are wanted, and stay.
        if (building?.key !== key) stopBuilding();
        refine(question);
        if (isWhole(question, get())) {
          if (counted < told) void recount();
          return;
        }
        const isTabled = isOnGrid(question, get().tables);
        if (before === null || isSameFilter(before, question) || isTabled) void build(question, key);
        else {
          brushed = { question, key };
          rest();
        }
      },
      recount() {
        told += 1;
        void recount();
      },
      reset() {
        clearTimeout(resting);
        counted = told;
        brushed = null;
        moving = null;
        forgetIndexing();
        index = null;
        stopBuilding();
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
