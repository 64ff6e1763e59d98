import type { DuckDBAppender } from '@duckdb/node-api';
import { z } from 'zod';
import { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import type { RunReport, Summary } from '../../../../shared/domain/report.ts';
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

/** Takes in the negatives that the data brings along: each with its file, row and place, none united or left out. */
export class SuppliedIntake {
  readonly #appender: DuckDBAppender;
  #count = 0;

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
    this.#count++;
  }

  /** Makes one run a split of what was taken: `supplied`, or `supplied-SPLIT` when there are several. Their names. */
  async finish(database: Database, versions: Readonly<Record<string, string>>): Promise<readonly string[]> {
    this.#appender.closeSync();
    if (this.#count === 0) return [];
    const splits = await database.all(SplitCounts, splitCounts);
    const names: string[] = [];
    for (const counts of splits) {
      const name = splits.length === 1 ? 'supplied' : `supplied-${counts.split}`;
      const report = reportOf(name, counts);
      await database.run(`INSERT INTO runs VALUES (?, NULL, ?, ?, ?, '', true, ?, now()::TIMESTAMP)`, [
        name,
        counts.split,
        JSON.stringify(report.settings),
        JSON.stringify(report),
        JSON.stringify(versions),
      ]);
      names.push(name);
    }
    return names;
  }
}

const SplitCounts = z.object({
  split: z.string(),
  pairs: z.int(),
  most: z.int(),
  queries: z.int(),
  starved: z.int(),
});

const splitCounts = `
WITH per_query AS (
  SELECT split, query, count(DISTINCT document) AS n FROM supplied_negatives GROUP BY split, query
), mined AS (
  SELECT DISTINCT split, query FROM qrels WHERE grade > 0
)
SELECT split, sum(n) AS pairs, max(n) AS most,
  (SELECT count(*) FROM mined WHERE mined.split = per_query.split) AS queries,
  (SELECT count(*) FROM mined ANTI JOIN per_query AS given USING (split, query) WHERE mined.split = per_query.split) AS starved
FROM per_query GROUP BY split ORDER BY split`;

const nothing: Summary = { n: 0, mean: null, std: null, min: null, p25: null, p50: null, p75: null, max: null };

/** Counts only: no teacher has scored these negatives. */
function reportOf(run: string, counts: z.infer<typeof SplitCounts>): RunReport {
  return {
    run,
    split: counts.split,
    queries: counts.queries,
    units: counts.queries,
    starved: counts.starved,
    short: 0,
    missing: 0,
    candidates: counts.pairs,
    kept: counts.pairs,
    selected: counts.pairs,
    suspects: { reference: 'none: not scored', candidates: 0, selected: 0 },
    failed: {},
    excluded: {},
    scores: { positive: nothing, selected: nothing, difference: nothing },
    settings: MiningSettings.parse({ numNegatives: Math.max(1, counts.most) }),
    teacher: { name: '', fingerprint: '' },
    seconds: { embed: 0, search: 0, decide: 0 },
  };
}
