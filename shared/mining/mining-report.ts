import { ruleNames, type MiningSettings, type RuleName } from '../domain/mining-settings.ts';
import type { MiningReport, ShortPools } from '../domain/report.ts';
import { summaryOf } from '../statistics/summary.ts';
import type { DecidedPool } from './decide-pool.ts';
import { selectedScores } from './selected-scores.ts';
import { suspectReference } from './suspects.ts';

/** What was counted where the pool was made. */
type PoolFacts = {
  readonly excluded: Readonly<Record<string, number>>;
  readonly shortPools: ShortPools;
};

/** The numbers of a decided pool (`cli.md`, "Output"). Counts are over units; `queries` over rows. */
export function miningReport(decided: DecidedPool, { excluded, shortPools }: PoolFacts): MiningReport {
  const { pool, settings, units } = decided;
  const { masks, suspects } = countCandidates(decided);
  const { scores, differences, suspects: selectedSuspects } = selectedScores(decided);
  let starved = 0;
  let short = 0;
  for (const count of decided.selectedCounts) {
    if (count === 0) starved++;
    else if (count < settings.numNegatives) short++;
  }
  return {
    queries: pool.queries.length,
    units: units.count,
    starved,
    short,
    missing: units.count * settings.numNegatives - scores.length,
    candidates: masks.reduce((sum, n) => sum + n, 0),
    kept: masks[0] ?? 0,
    selected: scores.length,
    suspects: { reference: suspectReference.name, candidates: suspects, selected: selectedSuspects },
    failed: failedCounts(masks, settings),
    excluded: { ...excluded },
    short_pools: { ...shortPools },
    scores: {
      positive: summaryOf(Float64Array.from(pool.positives.scores.filter((score) => !Number.isNaN(score)))),
      selected: summaryOf(scores.filter((score) => !Number.isNaN(score))),
      difference: summaryOf(differences),
    },
  };
}

/** How many candidates have each of the 256 masks, and how many are suspects. */
function countCandidates(decided: DecidedPool): { readonly masks: Int32Array; readonly suspects: number } {
  const { pool, units, failed } = decided;
  const { scores, poolSize } = pool;
  const masks = new Int32Array(256);
  let suspects = 0;
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const count = pool.counts[row] ?? 0;
    const start = row * poolSize;
    const target = unit * poolSize;
    const bound = decided.suspectBounds[row] ?? Number.NaN;
    for (let column = 0; column < count; column++) {
      const mask = failed[target + column] ?? 0;
      masks[mask] = (masks[mask] ?? 0) + 1;
      if ((scores[start + column] ?? 0) >= bound) suspects++;
    }
  }
  return { masks, suspects };
}

/** Per active rule, how many failed it and how many failed nothing else; `no-anchor` only where it occurs. */
function failedCounts(masks: Int32Array, settings: MiningSettings): MiningReport['failed'] {
  const failed: MiningReport['failed'] = {};
  for (const [i, rule] of ruleNames.entries()) {
    let any = 0;
    for (const [mask, count] of masks.entries()) if ((mask & (1 << i)) !== 0) any += count;
    if (any > 0 || isActive(rule, settings)) failed[rule] = { any, only: masks[1 << i] ?? 0 };
  }
  return failed;
}

/** Whether a rule has a parameter. */
export function isActive(rule: RuleName, settings: MiningSettings): boolean {
  const parameter: Record<RuleName, number | null> = {
    shifted: settings.shift,
    'range-max': settings.rangeMax,
    abs: settings.maxScore,
    'margin-pos': settings.absoluteMargin,
    'perc-pos': settings.perc,
    'min-score': settings.minScore,
    'near-duplicate': settings.nearDuplicate,
    'no-anchor': null,
  };
  return parameter[rule] !== null;
}
