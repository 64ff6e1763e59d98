import { z } from 'zod';
import { answerStates } from '../../../shared/judge/answer-state.ts';
import { groupedWrites } from '../grouped-writes.ts';
import type { Database } from '../workspace/database.ts';
import type { Judge, JudgementRow } from './judgement-row.ts';

const structure = JSON.stringify([
  {
    query: 'INTEGER',
    document: 'INTEGER',
    cache_key: 'VARCHAR',
    positive: 'INTEGER',
    state: 'VARCHAR',
    grade: 'DOUBLE',
    relevant: 'BOOLEAN',
    reason: 'VARCHAR',
    call: 'VARCHAR',
    place: 'INTEGER',
    together: 'INTEGER',
    tokens_in: 'INTEGER',
    tokens_out: 'INTEGER',
    seconds: 'DOUBLE',
    tries: 'INTEGER',
    probability: 'DOUBLE',
    wave: 'INTEGER',
  },
]);

const inserting = `
INSERT INTO judgements
SELECT r.query, r.document, $2, $3, $4, $5, r.cache_key, r.positive, r.state, r.grade, r.relevant, r.reason, r.call, r.place, r.together,
       r.tokens_in, r.tokens_out, r.seconds, r.tries, $6, r.probability, r.wave, now()::TIMESTAMP
FROM (SELECT unnest(from_json($1, '${structure}')) AS r)`;

const replacing = `
DELETE FROM judgements WHERE judge = $2 AND (query, document) IN (
  SELECT (p.query, p.document) FROM (SELECT unnest(from_json($1, '[{"query":"INTEGER","document":"INTEGER"}]')) AS p))`;

/** Where judgements become durable. */
export type JudgementStore = {
  /** Resolves when the rows are committed: rows that wait are committed together. */
  readonly put: (rows: readonly JudgementRow[]) => Promise<void>;
};

/** Rows of `judge` for `run`; `isReplaced` says which pairs have an older row that a new one takes the place of. */
export function createJudgementStore(
  database: Database,
  judge: Judge,
  run: string,
  isReplaced: (row: JudgementRow) => boolean,
): JudgementStore {
  const put = groupedWrites<JudgementRow>(async (rows) => {
    const replaced = rows.filter(isReplaced).map(({ query, document }) => ({ query, document }));
    await database.transaction(async () => {
      if (replaced.length > 0) await database.run(replacing, [JSON.stringify(replaced), judge.name]);
      await database.run(inserting, [
        JSON.stringify(rows),
        judge.name,
        judge.model,
        judge.endpoint,
        judge.prompt,
        run,
      ]);
    });
  });
  return { put };
}

const Known = z.object({
  state: z.enum(answerStates),
  grade: z.number().nullable(),
  relevant: z.boolean().nullable(),
});
export type KnownJudgement = z.output<typeof Known>;

const documentsInKey = 2 ** 27;

/** One number for a pair; both indexes are below 2^26 in any data set that fits a workspace. */
export function pairKey(query: number, document: number): number {
  return query * documentsInKey + document;
}

/** The query of a `pairKey`. */
export function queryOfKey(key: number): number {
  return Math.floor(key / documentsInKey);
}

/** The document of a `pairKey`. */
export function documentOfKey(key: number): number {
  return key % documentsInKey;
}

/** What a judge has said so far, by pair. */
export async function knownJudgements(
  database: Database,
  judge: string,
): Promise<ReadonlyMap<number, KnownJudgement>> {
  const known = new Map<number, KnownJudgement>();
  for await (const [queries = [], documents = [], states = [], grades = [], relevant = []] of database.chunks(
    'SELECT query, document, state, grade, relevant FROM judgements WHERE judge = ?',
    [judge],
  )) {
    for (const [i, query] of queries.entries()) {
      const row = Known.parse({ state: states[i], grade: grades[i], relevant: relevant[i] });
      known.set(pairKey(Number(query), Number(documents[i])), row);
    }
  }
  return known;
}
