import type { RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import type { rateCalls, RateRow } from '../../../shared/ipc/rate-calls.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { gridRates } from '../../../shared/rates/grid-rates.ts';
import type { LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { suggestSetting } from '../../../shared/rates/suggest-setting.ts';
import { noLabels, type InventedLabels } from './invented-labels.ts';
import { ratedFrame } from './rated-frame.ts';
import { pause } from './view-handlers.ts';
import type { Pools } from './world.ts';

type RateCalls = keyof typeof rateCalls;

/** Rates over a world in memory, by the real estimators. `labels` null: nobody judged or labelled anything. */
export function rateHandlers(
  pools: Pools,
  labels: InventedLabels | null,
  delayMs: number,
  reportOf: (run: string) => RunReport | undefined,
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
    const { frame, values, pairs } = ratedFrame(
      pools(view.split, view.settings.poolSize),
      view,
      labels ?? noLabels,
      grid,
    );
    const rated = view.judge === null ? unjudged(frame) : frame;
    const rates = gridRates(rated, view.target);
    const rowAt = (setting: number): RateRow => ({
      value: values[setting] ?? 0,
      pairs: rates.pairs(setting),
      effective_labels: rates.effectiveLabels(setting),
      starved: pairs.starved[setting] ?? 0,
      ...rates.at(setting),
      outcome_rates: {},
    });
    return { frame, values, rates, rowAt };
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
    async 'rates.run'({ workspace, run, judge, mapping, target }) {
      await pause(delayMs);
      const report = reportOf(run);
      if (!report) throw new AppError('not-found', `no run called ${run}`);
      const { split, settings, teacher } = report;
      // A run as it stands is a grid of one value, whatever its rules: skipping no rank changes none of them.
      const view = {
        workspace,
        teacher: teacher.name,
        split,
        settings,
        slider: 'shifted' as const,
        target,
        ...(judge === undefined ? {} : { judge }),
        ...(mapping === undefined ? {} : { mapping }),
      };
      const { frame, rowAt } = rowsOf(view, Float64Array.of(settings.shift ?? 0));
      return { ...contextOf(view, frame), ...rowAt(0), run, at: [] };
    },
    async 'rates.suggest'({ limit, mostStarved, ...view }) {
      await pause(delayMs);
      const { values, rates, rowAt } = rowsOf(view, null);
      const rows = Array.from(values, (_, place) => rowAt(place));
      const { setting, tested, sentence } = suggestSetting(
        rows.map((row, at) => ({
          rate: rates.at(at).selected.corrected,
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
