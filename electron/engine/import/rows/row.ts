/** Named cells of a record, as the file holds them. */
export type Fields = Readonly<Record<string, unknown>>;

/** One record of a source: what it holds, or why it cannot be read. `line` is 1-based; in Parquet, the row. */
export type Row =
  | { readonly line: number; readonly fields: Fields; readonly problem?: undefined }
  | { readonly line: number; readonly fields?: undefined; readonly problem: string };

/** Rows in batches, so that a consumer pays for asynchrony once a batch. */
export type Rows = AsyncIterable<readonly Row[]>;
