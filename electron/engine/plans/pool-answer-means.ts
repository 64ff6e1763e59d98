import type { EventMapping } from '../../../shared/rates/event-mapping.ts';
import { answerMeans } from '../../../shared/rates/prepared-frame.ts';
import { uniformOfHashes } from '../../../shared/random.ts';
import { documentOfKey, pairKey, queryOfKey } from '../judge/judgement-store.ts';
import { idHashes } from '../mine/id-hashes.ts';
import type { PoolStrata } from './declared-strata.ts';
import { readInclusionOfAsked } from './inclusion.ts';
import { inTurns } from '../in-turns.ts';
import { judgeColumns } from './judge-columns.ts';
import type { PlanPairs } from './plan-pairs.ts';
import type { PairAnswer } from './read-answers.ts';
import { isOfRun, type RunPlan } from './run-plan.ts';

/**
 * What stands for a judge's failed answers (`statistics.md` §4), by stratum of the declared frame: the mean of everything that it answered
 * in its sample of the pool, whichever of these pairs a grid holds, so that a setting has one rate on every grid. `answers` by `pairKey`.
 */
export async function poolAnswerMeans(
  { workspace, source: { storedPool } }: PlanPairs,
  strata: PoolStrata,
  judge: string,
  answers: ReadonlyMap<number, PairAnswer>,
  mapping: EventMapping,
  run: RunPlan | null,
  ofOthers: ReadonlySet<string>,
): Promise<Float64Array> {
  const { pool } = storedPool;
  const hashes = await idHashes(workspace);
  // Of a sample of the run all of its pairs count, answered or not.
  const keys = new Set([...answers.keys(), ...pairKeys(run)]);
  const asked = new Set(Array.from(keys, queryOfKey));
  const rowOf = new Map<number, number>();
  pool.queries.forEach((query, row) => asked.has(query) && rowOf.set(query, row));
  const stratum: number[] = [];
  const uniform: number[] = [];
  const selected: number[] = [];
  const queries: number[] = [];
  const places = new Map<number, number>();
  const ofPair = new Map<number, PairAnswer>();
  for (const key of keys) {
    const [query, document] = [queryOfKey(key), documentOfKey(key)];
    const row = rowOf.get(query);
    if (row === undefined) continue;
    const from = row * pool.poolSize;
    const column = pool.documents.subarray(from, from + (pool.counts[row] ?? 0)).indexOf(document);
    if (column < 0) continue;
    const pair = stratum.length;
    places.set(key, pair);
    queries.push(query);
    stratum.push(strata.of(row, column + 1));
    uniform.push(uniformOfHashes(0, hashes.queries[query] ?? 0, hashes.documents[document] ?? 0));
    selected.push(run !== null && isOfRun(run, key) ? 1 : 0);
    const answer = answers.get(key);
    if (answer !== undefined) ofPair.set(pair, answer);
  }
  const count = stratum.length;
  const { answer, probability } = await inTurns(
    judgeColumns(
      {
        count,
        uniform: Float64Array.from(uniform),
        // Parts of a frame matter to pairs without an answer only.
        firstEntry: Int32Array.from(stratum.keys()),
        pairs: { baseline: new Uint8Array(count) },
        query: Int32Array.from(queries),
      },
      await readInclusionOfAsked(workspace.database, judge, { places, count }),
      ofPair,
      mapping,
      run === null ? null : Uint8Array.from(selected),
      ofOthers,
    ),
  );
  return answerMeans({
    answer,
    judgeProbability: probability,
    stratum: Int32Array.from(stratum),
    strata: strata.strata,
  });
}

function pairKeys(run: RunPlan | null): readonly number[] {
  return run === null ? [] : Array.from(run.query, (query, i) => pairKey(query, run.document[i] ?? 0));
}
