import { z } from 'zod';
import type { Database } from '../workspace/database.ts';
import { priceOf } from './judge-budget.ts';
import { noteUnfinished, readUnfinished, type Stop, type Unfinished } from './unfinished-judging.ts';

const Since = z.object({
  pairs: z.int(),
  calls: z.int(),
  tokens_in: z.int(),
  tokens_out: z.int(),
  last: z.date().nullable(),
});

/** How far a judge came whose process ended without a word: by the answers that it stored. */
export async function stopOfCrashed(
  database: Database,
  { judge, before, started, pairs, asked }: Unfinished,
): Promise<Stop> {
  const [since] = await database.all(
    Since,
    `SELECT count(*) AS pairs, CAST(coalesce(sum(tries) FILTER (place = 0), 0) AS BIGINT) AS calls,
       CAST(coalesce(sum(tokens_in), 0) AS BIGINT) AS tokens_in, CAST(coalesce(sum(tokens_out), 0) AS BIGINT) AS tokens_out,
       max(created) AS last
     FROM judgements WHERE judge = ? AND created >= ?::TIMESTAMP`,
    [judge, started.replace('Z', '')],
  );
  const tokens = { in: since?.tokens_in ?? 0, out: since?.tokens_out ?? 0 };
  const { priceIn = null, priceOut = null } = asked?.limits ?? {};
  return {
    how: 'crashed',
    at: since?.last?.toISOString() ?? started,
    done: Math.min(pairs, before + (since?.pairs ?? 0)),
    spent: {
      calls: since?.calls ?? 0,
      tokens: tokens.in + tokens.out,
      cost: priceOf(tokens, { in: priceIn, out: priceOut }),
    },
  };
}

/** Before a judge asks anything new, what an earlier process left of it is settled: its answers are told by their time. */
export async function settleCrashed(database: Database, judge: string): Promise<void> {
  for (const entry of await readUnfinished(database)) {
    if (entry.judge !== judge || entry.stop !== null) continue;
    await noteUnfinished(database, { ...entry, stop: await stopOfCrashed(database, entry) });
  }
}
