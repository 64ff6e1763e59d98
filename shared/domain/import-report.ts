import { z } from 'zod';

export const dataFormats = [
  'beir',
  'pairs',
  'triplets',
  'labeled-pairs',
  'labeled-lists',
  'flagembedding',
  'tevatron',
  'nemo',
  'trec',
  'msmarco',
] as const;
export const DataFormat = z.enum(dataFormats);
export type DataFormat = z.infer<typeof DataFormat>;

/** One line that was not taken, and why. `line` is 1-based in the decompressed text (the row, for Parquet). */
export const RefusedLine = z.object({ file: z.string(), line: z.int().nullable(), reason: z.string() });
export type RefusedLine = z.infer<typeof RefusedLine>;

/** What `import --json` prints (`cli.md`, "Output"). */
export const ImportReport = z.object({
  format: DataFormat,
  /** Why it was taken for that, how what the files leave open was read, and which files were left aside; '' in older workspaces. */
  reason: z.string().default(''),
  documents: z.int().nonnegative(),
  queries: z.int().nonnegative(),
  positives: z.int().nonnegative(),
  /** Split → queries that have a label in it. */
  splits: z.record(z.string(), z.int().nonnegative()),
  deduplicated: z.record(z.string(), z.int().nonnegative()),
  /** The first 1,000 things that were merged, with what they were merged into. */
  deduplicated_list: z.array(z.object({ kind: z.string(), id: z.string(), into: z.string() })),
  refused: z.array(RefusedLine),
  refused_total: z.int().nonnegative(),
  /** Runs made from negatives that the data brought along. */
  supplied_runs: z.array(z.string()),
  data_hash: z.string(),
  /** Labels of people and judges of the workspace that was replaced, in a file that `labels import` reads. */
  labels_saved: z.object({ path: z.string(), labels: z.int().positive() }).optional(),
});
export type ImportReport = z.infer<typeof ImportReport>;
