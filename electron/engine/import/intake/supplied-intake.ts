import type { DuckDBAppender } from '@duckdb/node-api';
import { z } from 'zod';
import type { Database } from '../../workspace/database.ts';
import type { Place } from './refusals.ts';

/** A negative that the data brings along: which document, and where it stood. */
export type SuppliedNegative = {
  readonly query: number;
  readonly document: number;
  readonly split: string;
  /** 0-based among the negatives of its row. */
  readonly position: number;
  readonly score: number | null;
};

type SuppliedRun = { readonly run: string; readonly split: string };

/** Takes in the negatives that the data brings along: each with its file, row and place, none united or left out. */
export class SuppliedIntake {
  readonly #appender: DuckDBAppender;

  constructor(appender: DuckDBAppender) {
    this.#appender = appender;
  }

  add({ query, document, split, position, score }: SuppliedNegative, place: Place): void {
    const appender = this.#appender;
    appender.appendInteger(query);
    appender.appendInteger(document);
    appender.appendVarchar(split);
    appender.appendVarchar(place.file);
    appender.appendBigInt(BigInt(place.line ?? 0));
    appender.appendInteger(position);
    if (score === null) appender.appendNull();
    else appender.appendDouble(score);
    appender.endRow();
  }

  /** Makes one run a split of what was taken: `supplied`, or `supplied-SPLIT` when there are several. */
  async finish(
    database: Database,
    versions: Readonly<Record<string, string>>,
  ): Promise<readonly SuppliedRun[]> {
    this.#appender.closeSync();
    const splits = await database.all(
      z.object({ split: z.string() }),
      'SELECT DISTINCT split FROM supplied_negatives ORDER BY split',
    );
    const runs: SuppliedRun[] = [];
    for (const { split } of splits) {
      const name = splits.length === 1 ? 'supplied' : `supplied-${split}`;
      // Settings and report are made when they are asked for: no rule and no teacher stands behind these negatives.
      await database.run(
        `INSERT INTO runs (name, teacher, split, settings, report, pool, supplied, versions, created)
         VALUES (?, NULL, ?, '{}', '{}', '', true, ?, now()::TIMESTAMP)`,
        [name, split, JSON.stringify(versions)],
      );
      runs.push({ run: name, split });
    }
    return runs;
  }
}
