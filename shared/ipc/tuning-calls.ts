import { z } from 'zod';
import { RuleName } from '../domain/mining-settings.ts';
import { brushKinds } from '../tuning/brush-index.ts';
import { sliderNames } from '../tuning/slider.ts';
import { call } from './call.ts';
import { noFilter, TuneFilter } from './tune-filter.ts';
import { View } from './view-calls.ts';

const Tune = View.extend({
  filter: TuneFilter.default(noFilter),
  /** Of InfoNCE, in units of the teacher's score; null leaves the loss out (teachers without vectors). */
  lossTemperature: z.number().positive().nullable().default(0.02),
  bins: z.int().min(1).max(500).default(60),
});

const Slide = Tune.extend({
  slider: z.enum(sliderNames),
  /** Ascending values of the slider's parameter; absent: the usual ones (`defaultGrid`). */
  grid: z
    .instanceof(Float64Array)
    .refine((grid) => grid.length > 0 && grid.length <= 20_000, 'a grid has 1 to 20,000 values')
    .refine((grid) => grid.every((value, i) => i === 0 || value > (grid[i - 1] ?? 0)), 'a grid ascends')
    .optional(),
});

const Ints = z.instanceof(Int32Array);
const Doubles = z.instanceof(Float64Array);

/** The form of `TuneTables`: one number, or one row of bins, for each value of the grid. */
const Tables = z.object({
  slider: z.enum(sliderNames),
  grid: Doubles,
  numNegatives: z.int(),
  totals: z.object({ queries: z.int(), units: z.int(), candidates: z.int(), suspects: z.int() }),
  counts: z.object({
    kept: Ints,
    selected: Ints,
    starved: Ints,
    short: Ints,
    missing: Ints,
    suspects: Ints,
    judged: Ints,
    annotated: Ints,
    anchored: Ints,
    lossUnits: Ints,
  }),
  sums: z.object({
    score: Doubles,
    difference: Doubles,
    loss: Doubles,
    weight: Doubles,
    suspectWeight: Doubles,
    judgedWeight: Doubles,
    annotatedWeight: Doubles,
  }),
  scores: z.object({ edges: Doubles, positives: Ints, candidates: Ints, kept: Ints, selected: Ints }),
  differences: z.object({ edges: Doubles, candidates: Ints, selected: Ints }),
  losses: z.object({ edges: Doubles, units: Ints }),
  ranks: z.object({ edges: Doubles, candidates: Ints, kept: Ints, selected: Ints }),
  failed: z.partialRecord(RuleName, z.object({ any: Ints, only: Ints })),
});

const TablesAnswer = z.object({
  tables: Tables,
  /** Rows (queries) that were counted; fewer than all: partial, and to be shown so. */
  rowsDone: z.int(),
  rowsTotal: z.int(),
  /** Whole, and no number is an estimate. */
  exact: z.boolean(),
  milliseconds: z.number(),
});

const Bars = z.array(
  z.object({ from: z.number(), to: z.number(), units: z.int(), starved: z.int(), short: z.int() }),
);

/** Answered by the engine: what the tuning screen drags over. Arrays are moved as they are, never as JSON. */
export const tuningCalls = {
  /**
   * Everything for each value of a slider. Answers as soon as there is more than `after` rows (partial), at the latest when all
   * are counted: ask again with `after: rowsDone` until `rowsDone` is `rowsTotal`. Cancelling the last call stops the counting.
   */
  'tune.tables': call('engine', Slide.extend({ after: z.int().nonnegative().default(0) }), TablesAnswer),
  /** The same numbers, exact, at one value, on the grid or not; its `tables` have a grid of that value. Instant after whole tables. */
  'tune.refine': call('engine', Slide.extend({ value: z.number() }), TablesAnswer),
  /** The numbers of the view's own settings under a filter, exact; its `tables` have one place. The first answer to a brush. */
  'tune.filter': call('engine', Tune, TablesAnswer),
  /**
   * The numbers of the view's own settings under the filter and any range of bins of the histogram that is brushed (`brushedSums`):
   * while a brush moves, nobody is asked. The filter's range of that kind does not matter.
   */
  'tune.brush': call(
    'engine',
    Tune.extend({ brushed: z.enum(brushKinds) }),
    z.object({
      index: z.object({ brushed: z.enum(brushKinds), candidates: Doubles, rows: Doubles }),
      frame: z.object({
        score: Doubles,
        difference: Doubles,
        loss: Doubles,
        rankBins: z.int(),
        poolSize: z.int(),
      }),
      /** That were counted: all. */
      rows: z.int(),
    }),
  ),
  /** Units with fewer negatives than asked for: why, and the smallest change of a setting that would feed them. */
  'tune.starvation': call(
    'engine',
    View.extend({
      only: z.enum(['starved', 'short', 'all']).default('starved'),
      offset: z.int().nonnegative().default(0),
      limit: z.int().positive().max(500).default(100),
    }),
    z.object({
      units: z.int(),
      starved: z.int(),
      short: z.int(),
      /** Of the units of `only`, by what alone keeps a next candidate from passing; a unit may be under several rules. */
      rules: z.array(
        z.object({
          rule: RuleName,
          units: z.int(),
          /** The parameter now, and where half, nine in ten and all of these units would have one more negative. */
          value: z.number().nullable(),
          feedsHalf: z.number().nullable(),
          feedsMost: z.number().nullable(),
          feedsAll: z.number().nullable(),
        }),
      ),
      /** Units that no change of one rule would feed: no candidate at all, no anchor, or several rules together. */
      unfeedable: z.object({ noCandidates: z.int(), noAnchor: z.int(), severalRules: z.int() }),
      byAnchorScore: Bars,
      byPositives: Bars,
      total: z.int(),
      rows: z.array(
        z.object({
          query: z.int(),
          id: z.string(),
          text: z.string(),
          /** Document of the positive that the unit stands for; null where it stands for the query. */
          positive: z.int().nullable(),
          anchorScore: z.number().nullable(),
          selected: z.int(),
          candidates: z.int(),
          /** By rule, nearest first: the value that would feed this unit, and how far the nearest candidate is beyond the bound. */
          feeds: z.array(z.object({ rule: RuleName, value: z.number(), distance: z.number() })),
        }),
      ),
    }),
  ),
};
