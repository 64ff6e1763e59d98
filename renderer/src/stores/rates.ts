import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { RateChoice } from '../../../shared/ipc/rated-view.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { nearestPlace } from '../../../shared/tuning/tune-point.ts';
import { parameterOf, type Slider } from '../../../shared/tuning/slider.ts';
import { latestOnly } from './latest-only.ts';
import { replaceableWork } from './replaceable-work.ts';
import { toAppError } from './request.ts';

export type RatesAnswer = Output<'rates.view'>;

/** Which setting's rates are asked for, over which slider; null where the setting has none. */
export type RatesQuestion = {
  readonly view: View;
  readonly slider: Slider | null;
  /** Of the labels. */
  readonly version: number;
};

export type RatesState = {
  readonly choice: RateChoice;
  readonly question: RatesQuestion | null;
  /** At every value of the slider; those of an older question stay until there are newer ones. */
  readonly answer: { readonly key: string; readonly slider: Slider; readonly value: RatesAnswer } | null;
  /** At one value that the answer has no row for. */
  readonly exact: { readonly key: string; readonly value: Output<'rates.at'> } | null;
  readonly error: AppError | null;
  /** Cheap where rows answer it: then no other process is asked. What lies between two rows is asked once a drag rests. */
  readonly ask: (question: RatesQuestion, isDragged: boolean) => void;
  /** Asks again what failed. */
  readonly retry: () => void;
  readonly choose: (patch: Partial<RateChoice>) => void;
  readonly reset: () => void;
};

export type RatesStore = StoreApi<RatesState>;

/** Naive keeps what skipping no rank keeps: that is where its rates are found. */
const withoutSlider = { slider: 'shifted', value: 0 } as const;

/** False-negative rates of the setting on screen: asked once for all values of the slider, then looked up. */
export function createRatesStore(api: Client): RatesStore {
  return createStore<RatesState>()((set, get) => {
    /** A question that failed is not asked again by itself. */
    let failed: string | null = null;

    const exact = latestOnly<{ readonly key: string; readonly input: Input<'rates.at'> }, Output<'rates.at'>>(
      {
        work: ({ input }, signal) => api.call('rates.at', input, { signal }),
        onValue: (value, { key }) => set({ exact: { key, value }, error: null }),
        onError: (thrown, { key }) => fail(thrown, key),
      },
    );

    function fail(thrown: unknown, key: string): void {
      const error = toAppError(thrown);
      if (error.code === 'cancelled' || error.code === 'host-exited') return;
      failed = key;
      set({ error });
    }

    const building = replaceableWork({ onError: fail });

    function build(key: string, input: Input<'rates.view'>): void {
      if (building.working() === key || failed === key) return;
      void building.start(key, async (signal) => {
        const value = await api.call('rates.view', input, { signal });
        signal.throwIfAborted();
        set({ answer: { key, slider: input.slider, value }, error: null });
      });
    }

    return {
      choice: { target: 'this-set' },
      question: null,
      answer: null,
      exact: null,
      error: null,
      ask(question, isDragged) {
        const { choice, answer, exact: known } = get();
        set({ question });
        const { view, slider } = question;
        const key = ratesKey(question, choice);
        building.stopOthers(key);
        if (slider !== null && answer?.key !== key) {
          build(key, { ...view, ...choice, slider });
          return;
        }
        const at = exactKey(question, choice);
        if (isDragged || known?.key === at || failed === at || hasRow(question, answer)) return;
        const place = slider === null ? withoutSlider : { slider, value: sliderValueOf(question) };
        exact.ask({ key: at, input: { ...view, ...choice, ...place } });
      },
      retry() {
        failed = null;
        set({ error: null });
        const { question } = get();
        if (question) get().ask(question, false);
      },
      choose: (patch) => set({ choice: { ...get().choice, ...patch }, error: null }),
      reset() {
        building.stop();
        failed = null;
        exact.cancel();
        set({ question: null, answer: null, exact: null, error: null });
      },
    };
  });
}

/** The value under the slider; that of a setting without one is the loosest of all. */
export function sliderValueOf({ view, slider }: RatesQuestion): number {
  return slider === null ? withoutSlider.value : (view.settings[parameterOf(slider)] ?? 0);
}

/** Names an answer: all values of the slider share it. */
export function ratesKey({ view, slider, version }: RatesQuestion, choice: RateChoice): string {
  const settings = slider === null ? view.settings : { ...view.settings, [parameterOf(slider)]: null };
  return JSON.stringify([{ ...view, settings }, slider, version, choice]);
}

export function exactKey(question: RatesQuestion, choice: RateChoice): string {
  return JSON.stringify([question, choice]);
}

function hasRow(question: RatesQuestion, answer: RatesState['answer']): boolean {
  if (answer === null || answer.slider !== question.slider) return false;
  return nearestPlace(gridOf(answer.value), sliderValueOf(question)).onGrid;
}

const grids = new WeakMap<RatesAnswer, Float64Array>();

/** The values that an answer has rows for, ascending. */
export function gridOf(answer: RatesAnswer): Float64Array {
  const known = grids.get(answer);
  if (known) return known;
  const grid = Float64Array.from(answer.rows, ({ value }) => value);
  grids.set(answer, grid);
  return grid;
}
