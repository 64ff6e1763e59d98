import type { DuckDBAppender } from '@duckdb/node-api';

const mostCharacters = 4 * 1024 * 1024;

/** An appender that hands its rows on by size: DuckDB's own counts 204,800 rows, which long texts make gigabytes. */
export class BoundedAppender {
  readonly appender: DuckDBAppender;
  #characters = 0;

  constructor(appender: DuckDBAppender) {
    this.appender = appender;
  }

  /** Ends a row that held about this many characters. */
  endRow(characters: number): void {
    this.appender.endRow();
    this.#characters += characters;
    if (this.#characters < mostCharacters) return;
    this.appender.flushSync();
    this.#characters = 0;
  }
}
