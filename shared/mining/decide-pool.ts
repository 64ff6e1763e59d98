import type { MiningSettings } from '../domain/mining-settings.ts';
import { AppError } from '../errors.ts';
import type { Pool } from './pool.ts';
import { boundsOf, failedMask, thresholdOf } from './rules.ts';
import { reachOf, selectNegatives, type IdHashes, type Kept } from './select.ts';
import { suspectBounds } from './suspects.ts';
import { unitsOf, type Units } from './units.ts';

/** What became of every candidate of a pool under one setting, as columns: no object per candidate. */
export type DecidedPool = {
  readonly pool: Pool;
  readonly settings: MiningSettings;
  readonly units: Units;
  /** Per unit: the lowest active upper bound on the score; NaN where there is none. */
  readonly thresholds: Float64Array;
  /** Masks of failed rules (`ruleBit`), row-major units × poolSize; 0 is kept; past the row's count they mean nothing. */
  readonly failed: Uint8Array;
  readonly keptCounts: Int32Array;
  /** Pool columns (rank − 1) in rank order, row-major units × numNegatives; −1 where there is none. */
  readonly selected: Int32Array<ArrayBuffer>;
  readonly selectedCounts: Int32Array;
  /** Per pool row: the score from which a candidate is a suspect; NaN where there are none. */
  readonly suspectBounds: Float64Array;
};

export type DecisionMaterial = {
  readonly pool: Pool;
  /** Needed by every selection but `top`. */
  readonly idHashes?: IdHashes;
  /** Row-major rows × poolSize: the largest cosine to a labelled positive. Needed by `near-duplicate`; null for teachers without vectors. */
  readonly positiveCosines?: Float32Array | null;
};

/** Decides a whole pool. Throws `wrong-usage` when the setting needs what the teacher does not have. */
export function decidePool(material: DecisionMaterial, settings: MiningSettings): DecidedPool {
  const { decided, decideUnits } = beginDecision(material, settings);
  decideUnits(0, decided.units.count);
  return decided;
}

/** A pool of which nothing is decided yet; `decideUnits` decides units `from` to `to`, in any order. Throws as `decidePool`. */
export function beginDecision(
  material: DecisionMaterial,
  settings: MiningSettings,
): { readonly decided: DecidedPool; readonly decideUnits: (from: number, to: number) => void } {
  const { pool, idHashes, positiveCosines = null } = material;
  if (settings.nearDuplicate !== null && positiveCosines === null) {
    throw new AppError('wrong-usage', 'near-duplicate needs a teacher with vectors; this one has none');
  }
  if (settings.select !== 'top' && idHashes === undefined) {
    throw new AppError('failed', `selection ${settings.select} needs the hashes of the ids`);
  }
  const units = unitsOf(pool, settings.anchor);
  const decided: DecidedPool = {
    pool,
    settings,
    units,
    thresholds: new Float64Array(units.count),
    failed: new Uint8Array(units.count * pool.poolSize),
    keptCounts: new Int32Array(units.count),
    selected: new Int32Array(units.count * settings.numNegatives).fill(-1),
    selectedCounts: new Int32Array(units.count),
    suspectBounds: suspectBounds(pool),
  };
  const reach = Math.min(reachOf(settings), pool.poolSize);
  const kept: Kept = {
    columns: new Int32Array(reach),
    scores: new Float64Array(reach),
    hashes: new Float64Array(reach),
    count: 0,
  };
  return {
    decided,
    decideUnits(from, to) {
      for (let unit = from; unit < to; unit++) decideUnit(decided, unit, kept, idHashes, positiveCosines);
    },
  };
}

/** Fills what `decided` says about one unit; `kept` is scratch space. */
function decideUnit(
  decided: DecidedPool,
  unit: number,
  kept: Kept,
  idHashes: IdHashes | undefined,
  positiveCosines: Float32Array | null,
): void {
  const { pool, settings, units, failed } = decided;
  const { scores, documents } = pool;
  const row = units.rows[unit] ?? 0;
  const start = row * pool.poolSize;
  const target = unit * pool.poolSize;
  const count = pool.counts[row] ?? 0;
  const bounds = boundsOf(settings, units.anchorScores[unit] ?? Number.NaN);
  decided.thresholds[unit] = thresholdOf(bounds);
  let keptCount = 0;
  kept.count = 0;
  for (let column = 0; column < count; column++) {
    const score = scores[start + column] ?? 0;
    const cosine = positiveCosines === null ? Number.NaN : (positiveCosines[start + column] ?? Number.NaN);
    const mask = failedMask(bounds, column + 1, score, cosine);
    failed[target + column] = mask;
    if (mask !== 0) continue;
    keptCount++;
    if (kept.count === kept.columns.length) continue;
    kept.columns[kept.count] = column;
    kept.scores[kept.count] = score;
    kept.hashes[kept.count] = idHashes?.documents[documents[start + column] ?? 0] ?? 0;
    kept.count++;
  }
  decided.keptCounts[unit] = keptCount;
  decided.selectedCounts[unit] = selectNegatives(
    kept,
    settings,
    idHashes?.queries[pool.queries[row] ?? 0] ?? 0,
    scores[start] ?? 0,
    decided.selected,
    unit * settings.numNegatives,
  );
}
