import { z } from 'zod';
import { MiningSettings, RuleName } from './mining-settings.ts';

const Count = z.int().nonnegative();

/** Sample deviation, type 7 quantiles; null where n does not allow the number. */
export const Summary = z.object({
  n: Count,
  mean: z.number().nullable(),
  std: z.number().nullable(),
  min: z.number().nullable(),
  p25: z.number().nullable(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  max: z.number().nullable(),
});
export type Summary = z.infer<typeof Summary>;

/**
 * Queries whose pool holds fewer candidates than its size and the documents that may be their candidates allow (BM25 gives only
 * documents with a score above 0, a TREC run only those that it lists), and how many candidates those lack in all.
 */
export const ShortPools = z.object({ queries: Count, missing: Count });
export type ShortPools = z.infer<typeof ShortPools>;

export const noShortPools: ShortPools = { queries: 0, missing: 0 };

/** What a run did, as `mine --json` and `report --json` print it (`cli.md`, "Output"). */
export const MiningReport = z.object({
  queries: Count,
  /** Query–positive pairs with anchor `each`, else queries. */
  units: Count,
  starved: Count,
  short: Count,
  missing: Count,
  candidates: Count,
  kept: Count,
  selected: Count,
  suspects: z.object({ reference: z.string(), candidates: Count, selected: Count }),
  failed: z.partialRecord(RuleName, z.object({ any: Count, only: Count })),
  /** Documents that never became candidates, by reason: `positive`, `text-of-positive`, `text-of-query`, `duplicate-text`, … */
  excluded: z.record(z.string(), Count),
  short_pools: ShortPools,
  scores: z.object({ positive: Summary, selected: Summary, difference: Summary }),
});
export type MiningReport = z.infer<typeof MiningReport>;

export const RunReport = MiningReport.extend({
  run: z.string(),
  split: z.string(),
  /** The run of supplied negatives that was decided, where these were not retrieved candidates. */
  supplied_run: z.string().optional(),
  settings: MiningSettings,
  teacher: z.object({ name: z.string(), fingerprint: z.string() }),
  seconds: z.object({ embed: z.number(), search: z.number(), decide: z.number() }),
});
export type RunReport = z.infer<typeof RunReport>;

/** As workspaces hold it: short pools were not always counted. */
export const StoredReport = RunReport.partial({ short_pools: true });
