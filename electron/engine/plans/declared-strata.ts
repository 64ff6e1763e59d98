import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { framePairsInPieces } from '../../../shared/sampling-plan/frame-pairs.ts';
import {
  frameStrataInPieces,
  rankBand,
  rankBands,
  type FrameStrata,
} from '../../../shared/sampling-plan/frame-strata.ts';
import { looseningGrid } from '../../../shared/tuning/grid-entry.ts';
import { sliderNames } from '../../../shared/tuning/slider.ts';
import { inTurns } from '../in-turns.ts';
import { decisionMaterial } from '../mine/decide-stored-pool.ts';
import { createRecent, type Recent } from '../mine/recent.ts';
import type { SamplePhase } from './inclusion.ts';
import type { PlanPairs } from './plan-pairs.ts';

/** Strata, 0-based, of a pool's cells (row × poolSize + rank − 1); −1 outside the declared frame. */
type CellStrata = Pick<FrameStrata, 'stratum' | 'strata'>;

/** Strata of everything in a pool, 0-based. */
export type PoolStrata = {
  readonly strata: number;
  /** Of a pool row and a rank from 1. */
  readonly of: (row: number, rank: number) => number;
};

const json = z.string().transform((text): unknown => JSON.parse(text));
const Declared = z.object({
  wave: z.int(),
  settings: json.pipe(MiningSettings),
  slider: z.enum(sliderNames),
  grid: json.pipe(z.array(z.number())),
});
type Declared = z.infer<typeof Declared>;

const kept = new WeakMap<Pool, Recent<CellStrata>>();

/**
 * Strata that estimates are calibrated to: those of the frame that was declared when pairs were drawn (`statistics.md` §3). For people's
 * labels, by the latest wave of people of this teacher and split, else a judge's; for a judge alone, by its own latest wave, so that what
 * people draw does not move its rate. A pair's stratum, and with it the rate at a setting, is the same whichever grid is asked for. Pairs
 * outside that frame, and all where no wave was drawn, are parted by rank alone, as the frame of one setting is.
 */
export async function declaredStrata(
  { workspace, source, split }: Pick<PlanPairs, 'workspace' | 'source' | 'split'>,
  phase: SamplePhase,
): Promise<PoolStrata> {
  const { pool } = source.storedPool;
  const declared = await latestWave(source, workspace, split, phase);
  let cells: CellStrata = { stratum: new Int32Array(0), strata: 0 };
  if (declared !== null) {
    const shelf = kept.get(pool) ?? createRecent<CellStrata>(4);
    kept.set(pool, shelf);
    // Cosines to positives are there where the setting itself needs them.
    const nearDuplicate = source.settings.nearDuplicate === null ? null : declared.settings.nearDuplicate;
    const settings = { ...declared.settings, nearDuplicate };
    cells = await shelf.of(JSON.stringify([declared.wave, nearDuplicate]), () =>
      cellStrata(source, workspace, { ...declared, settings }),
    );
  }
  return {
    strata: cells.strata + rankBands,
    of(row, rank) {
      const own = cells.stratum[row * pool.poolSize + rank - 1] ?? -1;
      return own >= 0 ? own : cells.strata + rankBand(rank);
    },
  };
}

async function latestWave(
  { teacher }: PlanPairs['source'],
  { database }: PlanPairs['workspace'],
  split: string,
  phase: SamplePhase,
): Promise<Declared | null> {
  if (teacher === null) return null;
  const [row] = await database.all(
    Declared,
    `SELECT wave, settings, slider, to_json(grid)::VARCHAR AS grid FROM waves WHERE teacher = ? AND split = ?
     ${phase.kind === 'human' ? '' : "AND phase = 'judge' AND judge = ?"}
     ORDER BY phase = 'human' DESC, wave DESC LIMIT 1`,
    phase.kind === 'human' ? [teacher, split] : [teacher, split, phase.judge],
  );
  return row ?? null;
}

async function cellStrata(
  { storedPool }: PlanPairs['source'],
  workspace: PlanPairs['workspace'],
  { settings, slider, grid }: Declared,
): Promise<CellStrata> {
  const { pool } = storedPool;
  const ascending = Float64Array.from(grid).toSorted();
  const material = await decisionMaterial(workspace, storedPool, settings);
  const pairs = await inTurns(framePairsInPieces(material, settings, looseningGrid(slider, ascending)));
  const { stratum, strata } = await inTurns(frameStrataInPieces(pairs));
  const ofCell = new Int32Array(pool.queries.length * pool.poolSize).fill(-1);
  // Of a pair in several parts, the stratum is that of its first.
  for (let i = pairs.row.length - 1; i >= 0; i--)
    ofCell[(pairs.row[i] ?? 0) * pool.poolSize + (pairs.rank[i] ?? 1) - 1] = stratum[i] ?? 0;
  return { stratum: ofCell, strata };
}
