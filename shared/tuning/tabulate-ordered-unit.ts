import { addCount, addNumber } from './add-at.ts';
import { binOnLine } from './bin-line.ts';
import { chooseLast } from './choose.ts';
import { countCandidates, countFailed, keep, otherMask } from './count-candidate.ts';
import { countRun, spread } from './count-run.ts';
import { countFed, countStates } from './count-states.ts';
import { countWindow } from './count-window.ts';
import { gridEntry } from './grid-entry.ts';
import { isShown, type Tally } from './tally.ts';
import { field, fieldCount } from './tune-sums.ts';

/**
 * Counts the unit at hand, whose candidates are in order of score. From the worst to the best, each candidate is kept from a place
 * at or after that of the one before, so one pass meets every state of the unit in the order of loosening; nothing is sorted.
 * Candidates that every place keeps, or none, are counted as runs where no other rule looks at each.
 */
export function tabulateOrderedUnit(tally: Tally): void {
  const { line, anchorScore, sums, grid, changesOnly, shownFrom, shownTo } = tally;
  const { weights, base, factor } = line;
  const { pool } = tally.material;
  const count = pool.counts[tally.row] ?? 0;
  const never = grid.values.length;
  const alwaysFrom = firstKept(tally, count, base - factor * (weights[0] ?? 0));
  const everFrom = firstKept(tally, alwaysFrom, base - factor * (weights[never - 1] ?? 0));
  const masked = tally.otherRules || (tally.bounds.noAnchor && Number.isNaN(anchorScore));
  // Fates leave gaps in a run.
  const gapped = tally.fateBounds !== null;
  if (changesOnly) {
    if (everFrom < alwaysFrom)
      countEach(tally, everFrom, windowEnd(tally, alwaysFrom, count, masked), masked);
    return;
  }
  if (gapped) {
    countEach(tally, 0, count, masked);
    countShown(tally);
    return;
  }
  spread(tally.shownColumns, shownFrom, shownTo);
  if (masked) countEach(tally, 0, count, masked);
  else {
    const eachTo = Math.min(count, alwaysFrom + tally.reach);
    countRun(tally, Math.max(eachTo, shownFrom), Math.min(count, shownTo), tally.alwaysKeptScores);
    spread(tally.alwaysKeptColumns, Math.max(eachTo, shownFrom), Math.min(count, shownTo));
    countEach(tally, everFrom, eachTo, masked);
    countRun(tally, shownFrom, Math.min(everFrom, shownTo), sums.candidateScores);
    const neverKept = Math.max(0, Math.min(everFrom, shownTo) - shownFrom);
    addNumber(sums.fields, never * fieldCount + field.kept, neverKept);
  }
  const suspectTo = firstBelow(tally, count, tally.suspectBound);
  countCandidates(
    tally,
    Math.max(0, shownTo - shownFrom),
    Math.max(0, Math.min(suspectTo, shownTo) - shownFrom),
  );
}

/** Counts the candidates of a run with gaps. */
function countShown(tally: Tally): void {
  const { pool } = tally.material;
  const start = tally.row * pool.poolSize;
  let candidates = 0;
  let suspects = 0;
  for (let column = tally.shownFrom; column < tally.shownTo; column++) {
    const score = pool.scores[start + column] ?? 0;
    if (!isShown(tally, column, score)) continue;
    spread(tally.shownColumns, column, column + 1);
    candidates++;
    if (score >= tally.suspectBound) suspects++;
  }
  countCandidates(tally, candidates, suspects);
}

/** The first column whose measure is below a bound; `to` where none before is. */
function firstKept(tally: Tally, to: number, bound: number): number {
  if (tally.grid.slider !== 'shifted') return firstBelow(tally, to, bound);
  // Rank r is measured as −r: dropped where −r ≥ bound.
  return Math.max(0, Math.min(to, Math.floor(-bound)));
}

function firstBelow({ material: { pool }, row }: Tally, to: number, bound: number): number {
  const start = row * pool.poolSize;
  let low = 0;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pool.scores[start + middle] ?? 0) >= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The column after the worst one that the selection at the first place can reach. */
function windowEnd(tally: Tally, alwaysFrom: number, count: number, masked: boolean): number {
  if (!masked) return Math.min(count, alwaysFrom + tally.reach);
  const { pool } = tally.material;
  const start = tally.row * pool.poolSize;
  let passing = 0;
  let column = alwaysFrom;
  for (; column < count && passing < tally.reach; column++)
    if (otherMask(tally, start, column, pool.scores[start + column] ?? 0) === 0) passing++;
  return column;
}

/** Counts columns `to − 1` down to `from`, one by one, and what they do to the selection. */
function countEach(tally: Tally, from: number, to: number, masked: boolean): void {
  const { grid, line, anchorScore, sums, scoreLine, differenceLine, shownFrom, shownTo } = tally;
  const { weights, base, factor } = line;
  const { pool } = tally.material;
  const { scores } = pool;
  const start = tally.row * pool.poolSize;
  const never = grid.values.length;
  const byRank = grid.slider === 'shifted';
  const anchored = !Number.isNaN(anchorScore);
  const gapped = tally.fateBounds !== null;
  let entry = 0;
  let bound = base - factor * (weights[0] ?? 0);
  for (let column = to - 1; column >= from; column--) {
    const score = scores[start + column] ?? 0;
    const measure = byRank ? -(column + 1) : score;
    // Many candidates are kept from the same place as the one before: one comparison shows it.
    if (entry < never && measure >= bound) {
      entry = gridEntry(line, measure);
      bound = base - factor * (weights[entry] ?? 0);
    }
    const bin = binOnLine(scoreLine, score);
    const differenceBin = anchored ? binOnLine(differenceLine, anchorScore - score) : -1;
    const shown = column >= shownFrom && column < shownTo && (!gapped || isShown(tally, column, score));
    if (shown && anchored) addCount(sums.candidateDifferences, differenceBin, 1);
    if (masked) {
      const mask = otherMask(tally, start, column, score);
      if (mask !== 0) {
        if (shown) countFailed(tally, mask, entry, bin);
        continue;
      }
    }
    keep(tally, column, entry, score, bin, differenceBin, shown);
  }
  countFed(tally);
  if (tally.windowed) countWindow(tally);
  else countStates(tally, chooseLast);
}
