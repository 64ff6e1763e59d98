import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../workspace/database.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { PlanPairs } from './plan-pairs.ts';

/** Whose sample: a judge's by name, or people's. */
export type SamplePhase = { readonly kind: 'judge'; readonly judge: string } | { readonly kind: 'human' };

const judgeOf = (phase: SamplePhase): string => (phase.kind === 'judge' ? phase.judge : '');

/** Pairs by their places, so many. */
type Placed = Pick<PlanPairs, 'places' | 'count'>;

const reached = 'SELECT query, document, probability FROM inclusion WHERE phase = ? AND judge = ?';

/** The current probability of each pair of the frame; 0 where no draw could reach it. */
export function readInclusion(database: Database, phase: SamplePhase, placed: Placed): Promise<Float64Array> {
  return placedProbabilities(database, placed, reached, [phase.kind, judgeOf(phase)]);
}

/** The same of pairs that the judge was asked about, here or elsewhere, without reading all that a draw could reach. */
export function readInclusionOfAsked(
  database: Database,
  judge: string,
  placed: Placed,
): Promise<Float64Array> {
  const asked = `SELECT query, document FROM judgements WHERE judge = ?
    UNION ALL SELECT query, document FROM labels WHERE kind = 'judge' AND annotator = ?`;
  return placedProbabilities(database, placed, `${reached} AND (query, document) IN (${asked})`, [
    'judge',
    judge,
    judge,
    judge,
  ]);
}

async function placedProbabilities(
  database: Database,
  { places, count }: Placed,
  sql: string,
  parameters: readonly string[],
): Promise<Float64Array> {
  const probability = new Float64Array(count);
  for await (const [queries = [], documents = [], probabilities = []] of database.chunks(sql, parameters)) {
    for (const [i, query] of queries.entries()) {
      const place = places.get(pairKey(Number(query), Number(documents[i])));
      if (place === undefined) continue;
      probability[place] = Math.max(probability[place] ?? 0, Number(probabilities[i]));
    }
  }
  return probability;
}

/** Rows appended at once: some milliseconds. */
const atOnce = 20_000;

/** Raises stored probabilities to those given, never lowers one. Belongs into the transaction of its draw. */
export async function raiseInclusion(
  database: Database,
  phase: SamplePhase,
  { query, document, probability }: InclusionColumns,
): Promise<void> {
  await database.run(
    'CREATE OR REPLACE TEMP TABLE raised_inclusion (query INTEGER NOT NULL, document INTEGER NOT NULL, probability DOUBLE NOT NULL)',
  );
  const appender = await database.appender('raised_inclusion');
  for (let pair = 0; pair < query.length; pair++) {
    // What was asked meanwhile has its turn.
    if (pair % atOnce === 0) await nextTurn();
    const raised = probability[pair] ?? 0;
    if (!(raised > 0)) continue;
    appender.appendInteger(query[pair] ?? 0);
    appender.appendInteger(document[pair] ?? 0);
    appender.appendDouble(raised);
    appender.endRow();
  }
  appender.closeSync();
  const parameters = [phase.kind, judgeOf(phase)];
  // What does not rise stays as it is stored: going on with a census of ten million pairs writes none of them again.
  await database.run(
    `DELETE FROM raised_inclusion r WHERE EXISTS (
       SELECT 1 FROM inclusion i WHERE i.phase = ? AND i.judge = ? AND i.query = r.query AND i.document = r.document
       AND i.probability >= r.probability)`,
    parameters,
  );
  // The rest is written anew, so that a pair has one row.
  await database.run(
    `DELETE FROM inclusion WHERE phase = ? AND judge = ?
     AND EXISTS (SELECT 1 FROM raised_inclusion r WHERE r.query = inclusion.query AND r.document = inclusion.document)`,
    parameters,
  );
  await database.run(
    `INSERT INTO inclusion SELECT ?, ?, query, document, max(probability) FROM raised_inclusion GROUP BY query, document`,
    parameters,
  );
  await database.run('DROP TABLE raised_inclusion');
}

export type InclusionColumns = {
  readonly query: Int32Array;
  readonly document: Int32Array;
  readonly probability: Float64Array;
};

const Next = z.object({ wave: z.int() });

/** What a draw was declared to be. */
export type WaveRecord = {
  readonly phase: SamplePhase;
  readonly teacher: string;
  readonly split: string;
  readonly settings: string;
  readonly slider: string;
  readonly grid: readonly number[];
  /** The value of the slider that it leans to; null: none. */
  readonly value: number | null;
  readonly seed: number;
  readonly added: number;
};

/** Logs a draw and returns its number, from 1. */
export async function logWave(database: Database, record: WaveRecord): Promise<number> {
  const [next] = await database.all(Next, 'SELECT coalesce(max(wave), 0) + 1 AS wave FROM waves');
  const wave = next?.wave ?? 1;
  await database.run(
    `INSERT INTO waves SELECT ?, ?, ?, ?, ?, ?, ?, from_json(?, '["DOUBLE"]'), ?::DOUBLE, ?, ?, now()::TIMESTAMP`,
    [
      wave,
      record.phase.kind,
      judgeOf(record.phase),
      record.teacher,
      record.split,
      record.settings,
      record.slider,
      JSON.stringify(record.grid),
      record.value,
      record.seed,
      record.added,
    ],
  );
  return wave;
}
