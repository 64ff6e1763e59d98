import { z } from 'zod';
import { AbsolutePath, call } from './call.ts';
import { Mapping } from './label-mapping.ts';
import { RatedView } from './rated-view.ts';

const Count = z.int().nonnegative();

/** Who is compared: a judge, one person, or what people settled on (adjudicated, else majority). */
export const Rater = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('judge'), name: z.string() }),
  z.object({ kind: z.literal('human'), name: z.string() }),
  z.object({ kind: z.literal('settled') }),
]);
export type Rater = z.infer<typeof Rater>;

/** A coefficient or share; null with the reason where it is undefined. */
const Estimate = z.object({
  estimate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  se: z.number().nullable(),
  observed: z.number().nullable(),
  expected: z.number().nullable(),
  n: Count,
  reason: z.string().optional(),
});

/** The pairs that cells and coefficients stand for. */
export const Population = z.discriminatedUnion('kind', [
  /** Labelled pairs as they are, unweighted: what irrCAC would compute. */
  z.object({ kind: z.literal('labelled') }),
  /** Negatives selected by a stored run, by inclusion weights. */
  z.object({ kind: z.literal('run'), run: z.string() }),
  /** Negatives selected at a value of a view's slider, by inclusion weights. */
  z.object({ kind: z.literal('view'), view: RatedView, value: z.number() }),
]);

const Comparison = z.object({
  workspace: AbsolutePath,
  first: Rater,
  second: Rater,
  population: Population.default({ kind: 'labelled' }),
  /** Labels given with the judge's answer in sight tell of anchoring, not of agreement. */
  sight: z.enum(['blind', 'unblind', 'all']).default('blind'),
  /** Categories: relevant or not under the mapping, or the raters' own grades. */
  scale: z.enum(['binary', 'grades']).default('binary'),
  mapping: Mapping.optional(),
});

const Part = z.object({
  /** What it is a part of, in words: a stratum, "blind", "unblind". */
  name: z.string(),
  n: Count,
  raw_agreement: Estimate,
  kappa: Estimate,
  ac1: Estimate,
});

/** Answered by the engine: agreement between raters. */
export const agreementCalls = {
  /** Everyone who labelled or judged here, with how much. */
  'agreement.raters': call(
    'engine',
    z.object({ workspace: AbsolutePath }),
    z.object({ raters: z.array(z.object({ rater: Rater, labels: Count, relevant: Count, failed: Count })) }),
  ),
  'agreement.measure': call(
    'engine',
    Comparison,
    z.object({
      /** The population in a sentence. */
      population: z.string(),
      /** Whether cells are weighted by inclusion probabilities, and what that leaves out. */
      weighted: z.boolean(),
      left_out: z.record(z.string(), Count),
      /** Pairs that both rated. */
      n: Count,
      categories: z.array(z.string()),
      /** Row-major, first × second: pairs, and their share of the population. */
      counts: z.array(Count),
      shares: z.array(z.number()),
      coefficients: z.object({
        raw_agreement: Estimate,
        kappa: Estimate,
        /** Quadratic weights; the same as `kappa` for two categories. */
        weighted_kappa: Estimate,
        ac1: Estimate,
        ac2: Estimate,
        alpha: Estimate,
      }),
      /** The first rater as the truth; null where the scale is not binary. */
      diagnostics: z
        .object({
          sensitivity: Estimate,
          specificity: Estimate,
          prevalence: Estimate,
          positive_predictive: Estimate,
          negative_predictive: Estimate,
        })
        .nullable(),
      strata: z.array(Part),
      /** Blind and unblind labels apart, and the difference of raw agreement; null where one of them is missing. */
      anchoring: z.object({ blind: Part, unblind: Part, difference: Estimate }).nullable(),
      /** What was published for comparison: with source. */
      ceilings: z.array(z.object({ what: z.string(), value: z.string(), source: z.string() })),
      /** What it says, and what it would take where it cannot say. */
      sentences: z.array(z.string()),
    }),
  ),
  /** Pairs of one cell, with texts and reasons. */
  'agreement.pairs': call(
    'engine',
    Comparison.extend({
      row: Count,
      column: Count,
      offset: Count.default(0),
      limit: z.int().positive().max(200).default(50),
    }),
    z.object({
      total: Count,
      pairs: z.array(
        z.object({
          query: Count,
          document: Count,
          query_id: z.string(),
          document_id: z.string(),
          query_text: z.string(),
          title: z.string(),
          text: z.string(),
          first: z.object({ value: z.string(), reason: z.string() }),
          second: z.object({ value: z.string(), reason: z.string() }),
        }),
      ),
    }),
  ),
};
