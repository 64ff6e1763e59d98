import { z } from 'zod';
import { MiningSettings, RuleName } from '../domain/mining-settings.ts';
import { rowValueNames } from '../mining/row-values.ts';
import { labelValues } from '../rates/event-mapping.ts';
import { AbsolutePath, call } from './call.ts';
import { RelabelAction } from './relabel-calls.ts';
import { SearchedTexts, TuneFilter, TuneRange } from './tune-filter.ts';

/** What is on screen: one teacher's pool of one split under one setting. */
export const View = z.object({
  workspace: AbsolutePath,
  teacher: z.string(),
  split: z.string(),
  settings: MiningSettings,
  /** A run of negatives that came with the data, shown in place of retrieved candidates. */
  supplied: z.string().optional(),
});
export type View = z.infer<typeof View>;

/** Shared edges; bin i is [edges[i], edges[i + 1]), the last one closed. */
export const Histogram = z.object({
  edges: z.array(z.number()),
  series: z.record(z.string(), z.array(z.int())),
});
export type Histogram = z.infer<typeof Histogram>;

/** How a search was understood: words (their stems), phrases that stand so, or all of it as a part of texts and ids. */
export const Searched = z.object({
  words: z.array(z.string()),
  phrases: z.array(z.string()),
  isPart: z.boolean(),
});
export type Searched = z.infer<typeof Searched>;

const LabelCounts = z.object({ labelled: z.int(), falseNegatives: z.int() });

export const QueryRow = z.object({
  query: z.int(),
  id: z.string(),
  text: z.string(),
  positives: z.int(),
  anchorScore: z.number().nullable(),
  threshold: z.number().nullable(),
  kept: z.int(),
  selected: z.int(),
  shortBy: z.int(),
  topScore: z.number().nullable(),
  /** Id of the best candidate; null where there is none. */
  topId: z.string().nullable(),
  /** Candidates of the pool. */
  suspects: z.int(),
  selectedSuspects: z.int(),
  /** Candidates that a judge labelled, and the false negatives among them; null where none is labelled. */
  judged: LabelCounts.nullable(),
  /** The same by people. */
  annotated: LabelCounts.nullable(),
  /** trec_eval's nDCG@10 of the teacher's retrieval, positives in it; null where `queries.ndcg` was not asked yet. */
  ndcg: z.number().nullable(),
  /** The pool's scores, best first, with what became of each: k kept, d dropped, s selected. For the strip in the table. */
  strip: z.object({ scores: z.array(z.number()), fates: z.string(), positives: z.array(z.number()) }),
});
export type QueryRow = z.infer<typeof QueryRow>;

/** Columns with words, each of which can be held to a part. */
export const TextColumn = z.enum(['id', 'text']);
export type TextColumn = z.infer<typeof TextColumn>;

export const QuerySort = z.enum([
  'imported',
  /** Numbers in ids by their value; for a query with several ids, by the first. */
  'id',
  /** In Unicode's order of letters. */
  'text',
  /** By how well the searched words fit; as imported where no words were searched. */
  'relevance',
  ...rowValueNames,
]);
export type QuerySort = z.infer<typeof QuerySort>;

/** Columns with numbers, each of which can be held to a range. */
export const NumberColumn = z.enum(rowValueNames);
export type NumberColumn = z.infer<typeof NumberColumn>;

export const CandidateView = z.object({
  document: z.int(),
  id: z.string(),
  title: z.string(),
  text: z.string(),
  rank: z.int(),
  score: z.number(),
  verdict: z.enum(['kept', 'dropped']),
  /** Every rule it failed, with the bound it was compared with (a rank for `shifted` and `range-max`). */
  failed: z.array(z.object({ rule: RuleName, bound: z.number().nullable() })),
  selected: z.boolean(),
  suspect: z.boolean(),
  knownNegative: z.boolean(),
  /** What judges said of it, newest judge first; null where an answer failed. */
  judged: z.array(z.object({ judge: z.string(), relevant: z.boolean().nullable(), reason: z.string() })),
  /** What people said of it. */
  labelled: z.array(z.object({ annotator: z.string(), value: z.enum(labelValues), note: z.string() })),
  /** A decision in force on top of the data. */
  decision: RelabelAction.nullable(),
});
export type CandidateView = z.infer<typeof CandidateView>;

/** Answered by the engine: view-sized answers for the window. All need a pool that `pool.prepare` has made or read. */
export const viewCalls = {
  /** Retrieves the pool if it is not stored yet; long, with progress, resumable. */
  'pool.prepare': call(
    'engine',
    z.object({
      workspace: AbsolutePath,
      teacher: z.string(),
      split: z.string(),
      poolSize: z.int().positive(),
      supplied: z.string().optional(),
    }),
    z.object({
      rows: z.int(),
      candidates: z.int(),
      /** Documents that never became candidates, by reason. */
      excluded: z.record(z.string(), z.int()),
      /** Of candidates and positives; null where nothing is scored. */
      scores: z.object({ min: z.number(), max: z.number() }).nullable(),
      seconds: z.object({ embed: z.number(), search: z.number() }),
    }),
  ),
  'queries.page': call(
    'engine',
    View.extend({
      sort: QuerySort.default('imported'),
      descending: z.boolean().default(false),
      /** Case-insensitive part of the query's text or id. */
      search: z.string().default(''),
      only: z.enum(['all', 'starved', 'short', 'with-suspects']).default('all'),
      /** Lists queries with a candidate inside all brushed ranges. */
      filter: TuneFilter.optional(),
      /** For a filter on the loss, as in the tuning calls. */
      lossTemperature: z.number().positive().nullable().optional(),
      /** Numbers of rows that lie outside are left out, and so are rows without the number. */
      columns: z.partialRecord(NumberColumn, TuneRange).optional(),
      /** A part that the text, or one of the ids, must hold, case aside. */
      parts: z.partialRecord(TextColumn, z.string()).optional(),
      offset: z.int().nonnegative(),
      limit: z.int().positive().max(500),
    }),
    z.object({ total: z.int(), rows: z.array(QueryRow), searched: Searched.nullable() }),
  ),
  /** Builds the index of words that a search needs, once for each data; long, with progress. */
  'search.prepare': call(
    'engine',
    z.object({ workspace: AbsolutePath, searchIn: SearchedTexts }),
    z.object({ language: z.string() }),
  ),
  /** Computes nDCG@10 for each query of the split, once for each teacher and data: long, with progress. */
  'queries.ndcg': call(
    'engine',
    z.object({ workspace: AbsolutePath, teacher: z.string(), split: z.string() }),
    z.object({ queries: z.int(), mean: z.number().nullable() }),
  ),
  'query.candidates': call(
    'engine',
    View.extend({ query: z.int() }),
    z.object({
      query: z.object({ query: z.int(), id: z.string(), ids: z.array(z.string()), text: z.string() }),
      anchorScore: z.number().nullable(),
      threshold: z.number().nullable(),
      shortBy: z.int(),
      positives: z.array(
        z.object({
          document: z.int(),
          id: z.string(),
          title: z.string(),
          text: z.string(),
          score: z.number().nullable(),
        }),
      ),
      candidates: z.array(CandidateView),
      /** One; with anchor `each` one for each positive, with its own bound. */
      units: z.array(
        z.object({
          positive: z.int().nullable(),
          anchorScore: z.number().nullable(),
          threshold: z.number().nullable(),
          kept: z.int(),
          shortBy: z.int(),
        }),
      ),
    }),
  ),
};
