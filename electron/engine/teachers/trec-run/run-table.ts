import { z } from 'zod';

/** What a run file held, in numbers: nothing of it vanishes uncounted. */
export const RunCounts = z.object({
  lines: z.int().nonnegative(),
  /** Lines whose query is not in the data. */
  unknownQueries: z.int().nonnegative(),
  /** Lines whose query is known and whose document is not in the data. */
  unknownDocuments: z.int().nonnegative(),
  /** Lines that met another for the same query and document, by other ids of merged queries or of equal texts; the higher score counts. */
  merged: z.int().nonnegative(),
});
export type RunCounts = z.infer<typeof RunCounts>;

/** The scores of a run as compressed rows: those of query q are `offsets[q]` to `offsets[q + 1]`, score descending, then document ascending. */
export type RunTable = {
  readonly offsets: Int32Array<ArrayBuffer>;
  /** First documents only: text copies count as their first. */
  readonly documents: Int32Array<ArrayBuffer>;
  readonly scores: Float32Array<ArrayBuffer>;
};
