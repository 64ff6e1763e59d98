import type { DuckDBAppender, DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import type { z } from 'zod';

/** The few ways in which the engine speaks to DuckDB. Texts travel as parameters, never inside SQL. */
export type Database = {
  readonly run: (sql: string, parameters?: readonly DuckDBValue[]) => Promise<void>;
  /** Every row, parsed by `row`. For small results. Whole numbers of any width come as numbers, timestamps as `Date`, lists as arrays. */
  readonly all: <R extends z.ZodType>(
    row: R,
    sql: string,
    parameters?: readonly DuckDBValue[],
  ) => Promise<readonly z.output<R>[]>;
  /**
   * Columns of each chunk as DuckDB holds them (up to 2,048 rows; BIGINT is a `bigint`); for results larger than memory.
   * Other statements may run between two chunks. Inside a transaction the result is read whole first.
   */
  readonly chunks: (
    sql: string,
    parameters?: readonly DuckDBValue[],
  ) => AsyncIterable<readonly (readonly DuckDBValue[])[]>;
  /** As `chunks`, without turning cells into values: for columns that become typed arrays. */
  readonly dataChunks: (sql: string, parameters?: readonly DuckDBValue[]) => AsyncIterable<DuckDBDataChunk>;
  /** Close it (`closeSync`) before anything else reads the table. */
  readonly appender: (table: string) => Promise<DuckDBAppender>;
  /**
   * Runs `work` in one transaction; rolled back when it throws. Only statements that `work` itself causes belong to it.
   * Transactions run one after another; one inside another joins it.
   */
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>;
};
