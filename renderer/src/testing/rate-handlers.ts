import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import type { RateRow, RatesBySource } from '../../../shared/ipc/rate-calls.ts';
import { effectiveLabels } from '../../../shared/rates/effective-labels.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import type { LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { prepareFrame } from '../../../shared/rates/prepared-frame.ts';
import type { RateKind } from '../../../shared/rates/rate-kind.ts';
import type { RateResult } from '../../../shared/rates/rate-result.ts';
import { setRates, type RateSources } from '../../../shared/rates/set-rates.ts';
import { suggestSetting } from '../../../shared/rates/suggest-setting.ts';
import { sumsAtSetting } from '../../../shared/rates/sums-at-setting.ts';
import { AppError } from '../../../shared/errors.ts';
import { noLabels, type InventedLabels } from './invented-labels.ts';
import { ratedFrame } from './rated-frame.ts';
import { pause } from './view-handlers.ts';
import type { Pools } from './world.ts';

type RateCalls = 'rates.view' | 'rates.at' | 'rates.run' | 'rates.suggest';

/** Rates over a world in memory, by the real estimators. `labels` null: nobody judged or labelled anything. */
export function rateHandlers(
  pools: Pools,
  labels: InventedLabels | null,
  delayMs: number,
): Handlers<RateCalls, AbortSignal> {
  function contextOf(view: RatedView, frame: LabelledFrame | null) {
    return {
      judge: view.judge === null || labels === null ? null : (view.judge ?? labels.judge),
      judges: labels === null ? [] : [labels.judge],
      target: view.target,
      mapping: view.mapping ?? { ...defaultMapping },
      queries: frame?.clusters ?? 0,
      clusters: frame?.clusters ?? 0,
      left_out: labels === null ? {} : { 'hand-picked': 7, unblind: 3 },
      outcomes: { positive_wrong: 0, query_ambiguous: 1, cant_tell: 2 },
    };
  }

  function rowsOf(view: RatedView, grid: Float64Array | null) {
    const known = labels ?? noLabels;
    const whole = ratedFrame(pools(view.split, view.settings.poolSize), view, known, grid);
    const frame = view.judge === null ? unjudged(whole.frame) : whole.frame;
    const prepared = prepareFrame(frame);
    const rowAt = (setting: number): RateRow => {
      const rates = setRates(frame, setting, view.target);
      return {
        value: whole.values[setting] ?? 0,
        pairs: countSelected(frame, setting),
        effective_labels: effectiveLabels(sumsAtSetting(prepared, 'selected', setting), frame.strata),
        starved: whole.starved[setting] ?? 0,
        ...rowRates(rates),
      };
    };
    const correctedAt = (setting: number): RateResult =>
      setRates(frame, setting, view.target).selected.corrected;
    return { frame, values: whole.values, rowAt, correctedAt };
  }

  return {
    async 'rates.view'(view) {
      await pause(delayMs);
      const { frame, values, rowAt } = rowsOf(view, view.grid ?? null);
      const rows = Array.from(values, (_, setting) => rowAt(setting));
      return { ...contextOf(view, frame), rows: rows.toSorted((a, b) => a.value - b.value) };
    },
    async 'rates.at'({ value, ...view }) {
      await pause(delayMs);
      const { frame, rowAt } = rowsOf(view, Float64Array.of(value));
      return { ...contextOf(view, frame), row: rowAt(0) };
    },
    'rates.run': () => Promise.reject(new AppError('failed', 'no screen asks for the rates of a stored run')),
    async 'rates.suggest'({ limit, mostStarved, ...view }) {
      await pause(delayMs);
      const { values, rowAt, correctedAt } = rowsOf(view, null);
      const rows = Array.from(values, (_, place) => rowAt(place));
      const { setting, tested, sentence } = suggestSetting(
        rows.map((row, at) => ({
          rate: correctedAt(at),
          effectiveLabels: row.effective_labels,
          starved: row.starved,
        })),
        limit,
        mostStarved,
      );
      const row = setting === null ? null : (rows[setting] ?? null);
      return { value: row?.value ?? null, tested: tested.map((at) => rows[at]?.value ?? 0), sentence, row };
    },
  };
}

function unjudged(frame: LabelledFrame): LabelledFrame {
  return { ...frame, answer: new Uint8Array(frame.answer.length) };
}

function countSelected({ entry, exit }: LabelledFrame, setting: number): number {
  return entry.filter((from, i) => from <= setting && setting < (exit[i] ?? 0)).length;
}

function rowRates(rates: Readonly<Record<RateKind, RateSources>>) {
  return { selected: sources(rates.selected), removed: sources(rates.removed), lost: sources(rates.lost) };
}

/** The same numbers as plain mutable objects, which the schema's type asks for. */
function sources({ judge, human, corrected, rogan_gladen: roganGladen }: RateSources): RatesBySource {
  const plain = (rate: RateResult): RatesBySource['judge'] => ({ ...rate });
  return {
    judge: plain(judge),
    human: plain(human),
    corrected: plain(corrected),
    rogan_gladen: plain(roganGladen),
  };
}
