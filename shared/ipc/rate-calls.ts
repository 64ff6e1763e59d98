import { z } from 'zod';
import { rateMethods } from '../rates/rate-result.ts';
import { AbsolutePath, call } from './call.ts';
import { Mapping } from './label-mapping.ts';
import { RateChoice, RatedView } from './rated-view.ts';

/** As `rates --json` prints it (`cli.md`, "Labels"); the fields of `RateResult`. */
export const Rate = z.object({
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n_judged: z.int(),
  n_human: z.int(),
  effective_n: z.number().nullable(),
  method: z.enum(rateMethods),
  reason: z.string().optional(),
  lambda: z.number().optional(),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  label_clusters: z.int().optional(),
  worst_case: z.object({ low: z.number(), high: z.number() }).optional(),
  warnings: z.array(z.string()).readonly().optional(),
});

export const RatesBySource = z.object({ judge: Rate, human: Rate, corrected: Rate, rogan_gladen: Rate });
export type RatesBySource = z.infer<typeof RatesBySource>;

const RateSet = z.object({ selected: RatesBySource, removed: RatesBySource, lost: RatesBySource });

/** Shares of the selected with an outcome of its own, by people; absent where no label of the sample says so. */
const OutcomeRates = z.object({ positive_wrong: Rate.optional(), query_ambiguous: Rate.optional() });
export type OutcomeRates = z.infer<typeof OutcomeRates>;

/** Rates at one value of the slider. */
export const RateRow = RateSet.extend({
  outcome_rates: OutcomeRates,
  value: z.number(),
  /** Negatives selected there (pairs), and the labels among them that count for its rate. */
  pairs: z.int(),
  effective_labels: z.number(),
  /** Share of queries (units) without any selected negative. */
  starved: z.number(),
});
export type RateRow = z.infer<typeof RateRow>;

const RateContext = z.object({
  /** Whose answers were used; null: nobody's. */
  judge: z.string().nullable(),
  judges: z.array(z.string()),
  target: RateChoice.shape.target,
  mapping: Mapping,
  /** Queries, and the clusters they form; equal where nothing is shared. */
  queries: z.int(),
  clusters: z.int(),
  /** Labels that rates leave out, by reason: `hand-picked`, `unblind`, `unknown-design`, `gold`, `not-in-frame`. */
  left_out: z.record(z.string(), z.int()),
  /** Labelled pairs of the sample with an outcome of their own; their shares of a set are its `outcome_rates`. */
  outcomes: z.object({ positive_wrong: z.int(), query_ambiguous: z.int(), cant_tell: z.int() }),
});

/** Answered by the engine: false-negative rates with intervals. */
export const rateCalls = {
  /** Rates at every value of the grid: the window looks them up while the slider moves. Pointwise intervals. */
  'rates.view': call('engine', RatedView, RateContext.extend({ rows: z.array(RateRow) })),
  /** At one value, on the grid or not (a frame of its own: what no wave could reach has no rate there). */
  'rates.at': call('engine', RatedView.extend({ value: z.number() }), RateContext.extend({ row: RateRow })),
  /** Of a stored run: at its own setting, and at `at`, values of its slider. */
  'rates.run': call(
    'engine',
    z
      .object({ workspace: AbsolutePath, run: z.string(), at: z.array(z.number()).max(2_000).default([]) })
      .extend(RateChoice.shape),
    RateContext.extend(RateSet.shape).extend({
      run: z.string(),
      outcome_rates: OutcomeRates,
      pairs: z.int(),
      effective_labels: z.number(),
      at: z.array(RateRow),
    }),
  ),
  /** The loosest setting shown to stay under `limit` by fixed-sequence testing, or the sentence why none is (`statistics.md` §5). */
  'rates.suggest': call(
    'engine',
    RatedView.extend({
      limit: z.number().gt(0).lt(1),
      mostStarved: z.number().min(0).max(1),
      /** Labels that were imported for this run count, too, and its own value is tested; absent: those of any view. */
      run: z.string().optional(),
    }),
    z.object({
      value: z.number().nullable(),
      tested: z.array(z.number()),
      sentence: z.string(),
      row: RateRow.nullable(),
    }),
  ),
};
