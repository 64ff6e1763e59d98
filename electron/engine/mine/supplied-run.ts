import { noShortPools, type RunReport } from '../../../shared/domain/report.ts';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import { miningReport } from '../../../shared/mining/mining-report.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { OpenedRun } from './open-run.ts';
import type { RunRow } from './run-rows.ts';
import { suppliedNegatives, type SuppliedNegatives } from './supplied-negatives.ts';

/** What a report says where no model of ours has scored anything. */
const nobody = { name: '', fingerprint: '' };

const nobodyKnows = { reference: 'none: not scored', candidates: 0, selected: 0 };

/**
 * Negatives that came with the data, as they came: each row's are its candidates and its negatives, in the data's order, with the
 * data's own scores (NaN where it has none), those of its positives, too. No rule is applied; where the data scores no positive
 * there is no anchor and no suspect.
 */
export async function openSuppliedRun(workspace: Workspace, row: RunRow): Promise<OpenedRun> {
  const supplied = await suppliedNegatives(workspace, row);
  const pool = poolOf(supplied);
  const settings = MiningSettings.parse({
    poolSize: Math.min(10_000, pool.poolSize),
    numNegatives: pool.poolSize,
  });
  const storedPool = {
    key: '',
    teacher: nobody,
    split: row.split,
    pool,
    excluded: {
      ...(supplied.repeated > 0 ? { 'duplicate-text': supplied.repeated } : {}),
      ...(supplied.withoutPositive > 0 ? { 'query-without-positive': supplied.withoutPositive } : {}),
    },
    shortPools: noShortPools,
    seconds: { embed: 0, search: 0 },
  };
  const positives = pool.positives.scores;
  const decided = decidePool({ pool }, settings);
  const counted: RunReport = {
    run: row.name,
    split: row.split,
    ...miningReport(decided, storedPool),
    // The data asked for no number of negatives, so no query has fewer than asked for.
    short: 0,
    missing: 0,
    settings,
    teacher: nobody,
    seconds: { embed: 0, search: 0, decide: 0 },
  };
  return {
    name: row.name,
    teacher: null,
    madeBy: null,
    split: row.split,
    settings,
    report: positives.some((score) => !Number.isNaN(score)) ? counted : { ...counted, suspects: nobodyKnows },
    versions: row.versions,
    supplied: true,
    storedPool,
    decided,
  };
}

function poolOf({ queries, offsets, documents, scores, positives }: SuppliedNegatives): Pool {
  const counts = Int32Array.from(queries, (_, row) => (offsets[row + 1] ?? 0) - (offsets[row] ?? 0));
  const poolSize = counts.reduce((most, count) => Math.max(most, count), 1);
  const cells = queries.length * poolSize;
  const pool = {
    poolSize,
    queries,
    counts,
    documents: new Int32Array(cells).fill(-1),
    scores: new Float32Array(cells),
    positives,
  };
  for (let row = 0; row < queries.length; row++) {
    pool.documents.set(documents.subarray(offsets[row], offsets[row + 1]), row * poolSize);
    pool.scores.set(scores.subarray(offsets[row], offsets[row + 1]), row * poolSize);
  }
  return pool;
}
