import type { MiningSettings } from '../domain/mining-settings.ts';
import type { DecisionMaterial } from '../mining/decide-pool.ts';
import { boundsOf, failedMask } from '../mining/rules.ts';
import { reachOf, selectNegatives, type Kept } from '../mining/select.ts';
import type { Units } from '../mining/units.ts';
import { aimLine, entryLine, gridEntry, type EntryLine, type LooseningGrid } from '../tuning/grid-entry.ts';
import { parameterOf, withSlider } from '../tuning/slider.ts';

/** A candidate is selected from place `entry` of the grid to before place `exit`. */
export type Span = { readonly column: number; readonly entry: number; readonly exit: number };

/** What finding spans of one unit after the other shares. */
export type SpanSearch = {
  readonly material: DecisionMaterial;
  readonly units: Units;
  readonly settings: MiningSettings;
  readonly grid: LooseningGrid;
  readonly line: EntryLine;
  /** The settings with nothing under the slider, and with its strictest value: that one tells whether an anchor is needed. */
  readonly others: MiningSettings;
  readonly strictest: MiningSettings;
};

/** Prepares `unitSpans`. The setting's own value of the slider does not matter. */
export function spanSearch(
  material: DecisionMaterial,
  units: Units,
  settings: MiningSettings,
  grid: LooseningGrid,
): SpanSearch {
  return {
    material,
    units,
    settings,
    grid,
    line: entryLine(grid),
    others: { ...settings, [parameterOf(grid.slider)]: null },
    strictest: withSlider(settings, grid.slider, grid.values[0] ?? 0),
  };
}

/**
 * Where on the grid each candidate of a unit is selected: what `decidePool` would select at each place, from one pass over the
 * candidates. A drawn selection can leave a candidate and take it again, so that one column may have several spans.
 */
export function unitSpans(search: SpanSearch, unit: number, found: Span[]): void {
  const { material, units, settings, grid, line, others, strictest } = search;
  const { pool, positiveCosines = null } = material;
  const row = units.rows[unit] ?? 0;
  const start = row * pool.poolSize;
  const count = pool.counts[row] ?? 0;
  const anchorScore = units.anchorScores[unit] ?? Number.NaN;
  if (boundsOf(strictest, anchorScore).noAnchor) return;
  const bounds = boundsOf(others, anchorScore);
  aimLine(line, grid, anchorScore);
  const byRank = grid.slider === 'shifted';
  const entryOf = (column: number): number => {
    const score = pool.scores[start + column] ?? 0;
    const cosine = positiveCosines === null ? Number.NaN : (positiveCosines[start + column] ?? Number.NaN);
    if (failedMask(bounds, column + 1, score, cosine) !== 0) return grid.values.length;
    return gridEntry(line, byRank ? -(column + 1) : score);
  };
  if (settings.select === 'top') topSpans(entryOf, count, settings.numNegatives, grid.values.length, found);
  else drawnSpans(search, row, entryOf, found);
}

/**
 * The best n of the kept: a candidate is pushed out where n better ranked ones are kept, that is at the n-th smallest of the entries
 * before it, and never comes back.
 */
function topSpans(
  entryOf: (column: number) => number,
  count: number,
  wanted: number,
  places: number,
  found: Span[],
): void {
  // The smallest entries of better ranked candidates, ascending.
  const better: number[] = [];
  for (let column = 0; column < count; column++) {
    const exit = better.length < wanted ? places : (better[wanted - 1] ?? places);
    if (exit <= 0) return;
    const entry = entryOf(column);
    if (entry >= places) continue;
    if (entry < exit) found.push({ column, entry, exit });
    let at = better.length;
    while (at > 0 && (better[at - 1] ?? 0) > entry) at--;
    if (at >= wanted) continue;
    better.splice(at, 0, entry);
    if (better.length > wanted) better.pop();
  }
}

/** Draws from the first of the kept: chosen anew at each place where those change. */
function drawnSpans(
  { material: { pool, idHashes }, settings, grid }: SpanSearch,
  row: number,
  entryOf: (column: number) => number,
  found: Span[],
): void {
  const start = row * pool.poolSize;
  const places = grid.values.length;
  const reach = Math.min(reachOf(settings), pool.poolSize);
  const byEntry = Array.from({ length: pool.counts[row] ?? 0 }, (_, column) => ({
    column,
    entry: entryOf(column),
  }))
    .filter(({ entry }) => entry < places)
    .toSorted((a, b) => a.entry - b.entry);
  const queryHash = idHashes?.queries[pool.queries[row] ?? 0] ?? 0;
  const chosen = new Int32Array(settings.numNegatives);
  const since = new Map<number, number>();
  let window: readonly number[] = [];
  for (let i = 0; i < byEntry.length;) {
    const place = byEntry[i]?.entry ?? 0;
    const entering: number[] = [];
    for (; byEntry[i]?.entry === place; i++) entering.push(byEntry[i]?.column ?? 0);
    const next = [...window, ...entering].toSorted((a, b) => a - b).slice(0, reach);
    if (next.every((column, at) => column === window[at])) continue;
    window = next;
    const kept: Kept = {
      columns: Int32Array.from(next),
      scores: Float64Array.from(next, (column) => pool.scores[start + column] ?? 0),
      hashes: Float64Array.from(
        next,
        (column) => idHashes?.documents[pool.documents[start + column] ?? 0] ?? 0,
      ),
      count: next.length,
    };
    const written = selectNegatives(kept, settings, queryHash, pool.scores[start] ?? 0, chosen, 0);
    const now = new Set(chosen.subarray(0, written));
    for (const [column, entry] of since) {
      if (now.has(column)) continue;
      found.push({ column, entry, exit: place });
      since.delete(column);
    }
    for (const column of now) if (!since.has(column)) since.set(column, place);
  }
  for (const [column, entry] of since) found.push({ column, entry, exit: places });
}
