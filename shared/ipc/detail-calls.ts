import { z } from 'zod';
import { AbsolutePath, call } from './call.ts';
import { Histogram } from './view-calls.ts';

const Split = z.object({ workspace: AbsolutePath, split: z.string() });

/** What a candidate's text has to do with a positive's, or with what the teacher reads of it. */
export const TextFlag = z.enum([
  'same-text',
  'near-duplicate',
  'contains-positive',
  'inside-positive',
  'same-title',
  'truncated',
]);
export type TextFlag = z.infer<typeof TextFlag>;

/** What is known of a query's documents whatever the setting; asked once when the query is opened. */
export const QueryContext = z.object({
  /** Candidates and positives. */
  documents: z.array(
    z.object({
      document: z.int(),
      flags: z.array(TextFlag),
      /** Largest cosine to a positive; null for teachers without vectors, and for positives. */
      positiveCosine: z.number().nullable(),
      /** Of the text with the teacher's prompt and special tokens; null where the teacher does not count. Counting ends at four times the limit. */
      tokens: z.int().nullable(),
    }),
  ),
  /** Tokens that the teacher reads of a text; null where it does not count. */
  tokenLimit: z.int().nullable(),
  /** Other teachers of which a pool of this split is stored; a document that is not listed is not in that pool. */
  others: z.array(
    z.object({
      teacher: z.string(),
      poolSize: z.int(),
      candidates: z.array(z.object({ document: z.int(), rank: z.int(), score: z.number() })),
      positives: z.array(z.object({ document: z.int(), score: z.number().nullable() })),
    }),
  ),
});
export type QueryContext = z.infer<typeof QueryContext>;

const Sampling = { queries: z.int().positive().max(5000).default(300), seed: z.int().default(0) };

/** Scores of a teacher for positives and for documents drawn at random, over a seeded sample of the split's queries. */
export const TeacherScores = z.object({
  queries: z.int(),
  /** Queries of the split that have a positive; more than `queries` when it is a sample. */
  queriesTotal: z.int(),
  histogram: Histogram,
  positives: z.object({ scored: z.int(), unscored: z.int(), mean: z.number().nullable() }),
  random: z.object({ scored: z.int(), unscored: z.int(), mean: z.number().nullable() }),
  /** Share of (positive, random document) pairs of the same query that the teacher orders right, ties half; null without pairs. */
  separation: z.number().nullable(),
  /** Positives that score below the last candidate of a full pool, or have no score: retrieval would not have found them. */
  outsidePool: z.object({ count: z.int(), of: z.int(), poolSize: z.int() }),
});
export type TeacherScores = z.infer<typeof TeacherScores>;

export const TeacherPairs = z.object({
  queries: z.int(),
  pairs: z.array(
    z.object({
      query: z.int(),
      query_id: z.string(),
      document: z.int(),
      document_id: z.string(),
      kind: z.enum(['positive', 'candidate', 'random']),
      first: z.number(),
      second: z.number(),
    }),
  ),
  /** Pairs that one of the two gives no score. */
  unscored: z.int(),
  /** Spearman's rank correlation of the pairs; null for fewer than three, or where one side is constant. */
  spearman: z.number().nullable(),
});
export type TeacherPairs = z.infer<typeof TeacherPairs>;

/** Answered by the engine: what a screen shows beside the numbers of a setting. */
export const detailCalls = {
  'query.context': call(
    'engine',
    Split.extend({ teacher: z.string(), query: z.int(), documents: z.array(z.int()).max(20_000) }),
    QueryContext,
  ),
  'teacher.scores': call(
    'engine',
    Split.extend({
      teacher: z.string(),
      poolSize: z.int().positive().max(10_000).default(100),
      /** Random documents for each positive. */
      randomEach: z.int().positive().max(100).default(5),
      ...Sampling,
    }),
    TeacherScores,
  ),
  'teacher.pairs': call(
    'engine',
    Split.extend({
      first: z.string(),
      second: z.string(),
      ...Sampling,
      queries: Sampling.queries.default(60),
    }),
    TeacherPairs,
  ),
};
