import type { DuckDBAppender, DuckDBValue } from '@duckdb/node-api';
import type { z } from 'zod';

/** The few ways in which the engine speaks to DuckDB. Texts travel as parameters, never inside SQL. */
export type Database = {
  readonly run: (sql: string, parameters?: readonly DuckDBValue[]) => Promise<void>;
  /** Every row, parsed by `row`. For small results. */
  readonly all: <R extends z.ZodType>(
    row: R,
    sql: string,
    parameters?: readonly DuckDBValue[],
  ) => Promise<readonly z.output<R>[]>;
  /** Columns of each chunk as DuckDB holds them (2,048 rows); for results larger than memory. */
  readonly chunks: (
    sql: string,
    parameters?: readonly DuckDBValue[],
  ) => AsyncIterable<readonly (readonly DuckDBValue[])[]>;
  readonly appender: (table: string) => Promise<DuckDBAppender>;
  /** Runs `work` in one transaction; rolled back when it throws. */
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>;
};
