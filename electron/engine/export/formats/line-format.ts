import type { ExportQuery, ExportRun } from '../export-query.ts';

/** How scores are written: as `run-calls.ts` says of its option. */
export type ScoreChoice = boolean | undefined;

export type FormatOptions = { readonly candidates: boolean; readonly scores: ScoreChoice };

/** What became of one query: lines with their line ends, and the units that the format cannot hold. */
export type QueryLines = {
  readonly lines: readonly string[];
  /** Units without any negative that were left out. */
  readonly starved?: number;
  /** Units with some, but too few negatives that were left out. */
  readonly short?: number;
};

/** A format of one file with lines: what it writes of each query. */
export type LineFormat = {
  /** Titles and texts are written, not only ids. */
  readonly texts: boolean;
  readonly write: (query: ExportQuery, run: ExportRun, options: FormatOptions) => QueryLines;
};
