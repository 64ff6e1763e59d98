import type { MiningSettings } from '../domain/mining-settings.ts';
import type { DecisionMaterial } from '../mining/decide-pool.ts';
import { boundsOf, failedMask } from '../mining/rules.ts';
import { drawKey, reachOf, takeLargest } from '../mining/select.ts';
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

/**
 * Draws from the first of the kept: chosen anew at each place where those change. A candidate's key is the same at every place, so it
 * is drawn once; one that better ranked ones push out of reach never comes back.
 */
function drawnSpans(
  search: SpanSearch,
  row: number,
  entryOf: (column: number) => number,
  found: Span[],
): void {
  const { material, settings, grid } = search;
  const { pool } = material;
  const places = grid.values.length;
  const reach = Math.min(reachOf(settings), pool.poolSize);
  const entries = Int32Array.from({ length: pool.counts[row] ?? 0 }, (_, column) => entryOf(column));
  const entering = [...entries.keys()]
    .filter((column) => (entries[column] ?? places) < places)
    .toSorted((a, b) => (entries[a] ?? 0) - (entries[b] ?? 0));
  const keyOf = keysOf(search, row);
  // The best of the kept within reach, by rank, with a place more for the one that enters.
  const columns = new Int32Array(reach + 1);
  const keys = new Float64Array(reach + 1);
  let size = 0;
  const enter = (column: number): boolean => {
    let at = size;
    while (at > 0 && (columns[at - 1] ?? 0) > column) at--;
    if (at >= reach) return false;
    columns.copyWithin(at + 1, at, size);
    keys.copyWithin(at + 1, at, size);
    columns[at] = column;
    keys[at] = keyOf(column);
    size = Math.min(size + 1, reach);
    return true;
  };
  let chosen = new Int32Array(settings.numNegatives);
  let before = new Int32Array(settings.numNegatives);
  let chosenCount = 0;
  // By column: from which place it is selected, −1 where it is not; and the last place at which it was.
  const since = new Int32Array(entries.length).fill(-1);
  const seen = new Int32Array(entries.length).fill(-1);
  for (let i = 0; i < entering.length;) {
    const place = entries[entering[i] ?? 0] ?? 0;
    let isOther = false;
    for (let column = entering[i]; column !== undefined && entries[column] === place; column = entering[i]) {
      if (enter(column)) isOther = true;
      i++;
    }
    if (!isOther) continue;
    [chosen, before] = [before, chosen];
    const beforeCount = chosenCount;
    chosenCount = choose(columns, keys, size, settings, chosen);
    for (const column of chosen.subarray(0, chosenCount)) {
      seen[column] = place;
      if (since[column] === -1) since[column] = place;
    }
    for (const column of before.subarray(0, beforeCount)) {
      if (seen[column] === place) continue;
      found.push({ column, entry: since[column] ?? 0, exit: place });
      since[column] = -1;
    }
  }
  for (const column of chosen.subarray(0, chosenCount))
    found.push({ column, entry: since[column] ?? 0, exit: places });
}

function choose(
  columns: Int32Array,
  keys: Float64Array,
  size: number,
  settings: MiningSettings,
  chosen: Int32Array,
): number {
  if (size > settings.numNegatives) return takeLargest(columns, keys.subarray(0, size), settings, chosen, 0);
  chosen.set(columns.subarray(0, size));
  return size;
}

/** The drawing keys of a row's candidates, by column. */
function keysOf(
  { material: { pool, idHashes }, settings }: SpanSearch,
  row: number,
): (column: number) => number {
  const start = row * pool.poolSize;
  const queryHash = idHashes?.queries[pool.queries[row] ?? 0] ?? 0;
  const bestScore = pool.scores[start] ?? 0;
  return (column) => {
    const documentHash = idHashes?.documents[pool.documents[start + column] ?? 0] ?? 0;
    return drawKey(settings, queryHash, documentHash, pool.scores[start + column] ?? 0, bestScore);
  };
}
