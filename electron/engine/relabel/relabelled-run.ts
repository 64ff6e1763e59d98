import type { DecidedPool } from '../../../shared/mining/decide-pool.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Decision } from './decisions.ts';

/** A run as decisions leave it, and what they did to it. */
export type RelabelledRun = {
  readonly run: OpenedRun;
  /** Decisions about queries of the run. */
  readonly decisions: readonly Decision[];
  /** Negatives (of a unit) that are none any more, by action. */
  readonly taken: { readonly drop: number; readonly promote: number };
};

/**
 * Puts decisions on top of a stored run: what is dropped or promoted is no negative, and nothing takes its place; what is promoted is a
 * positive of its query. With anchor `each`, a promoted document is a positive of the query and has no negatives of its own. The stored
 * run and its report stay as they are; mining does not read decisions either.
 */
export function relabelledRun(run: OpenedRun, all: ReadonlyMap<number, Decision>): RelabelledRun {
  const { decided } = run;
  const { pool } = decided;
  const rowOf = new Map(Array.from(pool.queries, (query, row) => [query, row]));
  const decisions = [...all.values()].filter(({ query }) => rowOf.has(query));
  if (decisions.length === 0) return { run, decisions, taken: { drop: 0, promote: 0 } };
  const { selected, selectedCounts, taken } = withoutDecided(decided, all);
  const promoted = new Map<number, number[]>();
  for (const { query, document, action } of decisions) {
    const row = rowOf.get(query);
    if (row === undefined || action !== 'promote' || isPositive(pool, row, document)) continue;
    promoted.set(row, [...(promoted.get(row) ?? []), document]);
  }
  return {
    run: { ...run, decided: withPositives({ ...decided, selected, selectedCounts }, promoted) },
    decisions,
    taken,
  };
}

function withoutDecided(
  { pool, units, settings, selected, selectedCounts }: DecidedPool,
  decisions: ReadonlyMap<number, Decision>,
) {
  const { numNegatives } = settings;
  const taken = { drop: 0, promote: 0 };
  const left = new Int32Array(selected.length).fill(-1);
  const counts = new Int32Array(selectedCounts.length);
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const from = unit * numNegatives;
    let count = 0;
    for (const column of selected.subarray(from, from + (selectedCounts[unit] ?? 0))) {
      const document = pool.documents[row * pool.poolSize + column] ?? -1;
      const action = decisions.get(pairKey(pool.queries[row] ?? -1, document))?.action;
      if (action === 'drop' || action === 'promote') taken[action]++;
      else left[from + count++] = column;
    }
    counts[unit] = count;
  }
  return { selected: left, selectedCounts: counts, taken };
}

function isPositive({ positives }: Pool, row: number, document: number): boolean {
  return positives.documents.subarray(positives.offsets[row], positives.offsets[row + 1]).includes(document);
}

/** Adds positives at the end of their rows, with the score that the pool has of them. */
function withPositives(decided: DecidedPool, promoted: ReadonlyMap<number, readonly number[]>): DecidedPool {
  if (promoted.size === 0) return decided;
  const { pool, units } = decided;
  const { offsets, documents, scores } = pool.positives;
  const newOffsets = [0];
  const newDocuments: number[] = [];
  const newScores: number[] = [];
  const newPlaces = new Int32Array(documents.length);
  for (let row = 0; row < pool.queries.length; row++) {
    for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place++) {
      newPlaces[place] = newDocuments.length;
      newDocuments.push(documents[place] ?? -1);
      newScores.push(scores[place] ?? Number.NaN);
    }
    const start = row * pool.poolSize;
    const own = pool.documents.subarray(start, start + (pool.counts[row] ?? 0));
    for (const document of promoted.get(row) ?? []) {
      const column = own.indexOf(document);
      newDocuments.push(document);
      newScores.push(column < 0 ? Number.NaN : (pool.scores[start + column] ?? Number.NaN));
    }
    newOffsets.push(newDocuments.length);
  }
  return {
    ...decided,
    pool: {
      ...pool,
      positives: {
        offsets: Int32Array.from(newOffsets),
        documents: Int32Array.from(newDocuments),
        scores: Float32Array.from(newScores),
      },
    },
    units: {
      ...units,
      positives: units.positives.map((place) => (place < 0 ? place : (newPlaces[place] ?? place))),
    },
  };
}
