import { failedMask } from '../mining/rules.ts';
import { binOf } from '../statistics/histogram.ts';
import { chooseAnywhere, chooseLast } from './choose.ts';
import { gridEntry } from './grid-entry.ts';
import { sliderBound } from './slider.ts';
import { addLoss, addSelected, isShown, rankBin, type Tally } from './tally.ts';
import { ruleCount } from './tune-sums.ts';

/**
 * Counts the unit at hand, whose candidates are in order of score. From the worst to the best, each candidate is kept from a place
 * at or after that of the one before, so one pass meets every state of the unit in the order of loosening; nothing is sorted.
 */
export function tabulateOrderedUnit(tally: Tally): void {
  const { grid, anchorScore, frame, sums } = tally;
  const { pool } = tally.material;
  const start = tally.row * pool.poolSize;
  const count = pool.counts[tally.row] ?? 0;
  const never = grid.values.length;
  const ranks = grid.slider === 'shifted';
  let entry = 0;
  let bound = sliderBound(grid.slider, anchorScore, grid.values[0] ?? 0);
  let bin = count === 0 ? 0 : binOf(frame.score, pool.scores[start + count - 1] ?? 0);
  const lastBin = frame.score.length - 2;
  for (let column = count - 1; column >= 0; column--) {
    const score = pool.scores[start + column] ?? 0;
    while (bin < lastBin && score >= (frame.score[bin + 1] ?? 0)) bin++;
    const measure = ranks ? -(column + 1) : score;
    // Most candidates are kept from the same place as the one before: one comparison shows it.
    if (entry < never && measure >= bound) {
      entry = gridEntry(grid, anchorScore, measure);
      if (entry < never) bound = sliderBound(grid.slider, anchorScore, grid.values[entry] ?? 0);
    }
    const shown = isShown(tally, column, score);
    if (shown) countCandidate(tally, column, score, bin);
    const mask = otherMask(tally, start, column, score);
    if (mask !== 0) {
      if (shown) countFailed(tally, mask, entry);
      continue;
    }
    if (shown) countKept(tally, column, bin, entry);
    if (entry < never) enter(tally, column, entry, chooseLast);
  }
  sums.totals[1] = (sums.totals[1] ?? 0) + 1;
  endUnit(tally, chooseLast);
}

/** The same for candidates in any order of score, also without one: those that came with the data. */
export function tabulateUnorderedUnit(tally: Tally): void {
  const { grid, anchorScore, frame, sums } = tally;
  const { pool } = tally.material;
  const start = tally.row * pool.poolSize;
  const count = pool.counts[tally.row] ?? 0;
  const places = Array.from({ length: count }, (_, column) => ({
    column,
    entry: gridEntry(
      grid,
      anchorScore,
      grid.slider === 'shifted' ? -(column + 1) : (pool.scores[start + column] ?? 0),
    ),
  }));
  for (const { column, entry } of places.toSorted((a, b) => a.entry - b.entry)) {
    const score = pool.scores[start + column] ?? 0;
    const bin = Number.isNaN(score) ? -1 : binOf(frame.score, score);
    const shown = isShown(tally, column, score);
    if (shown) countCandidate(tally, column, score, bin);
    const mask = otherMask(tally, start, column, score);
    if (mask !== 0) {
      if (shown) countFailed(tally, mask, entry);
      continue;
    }
    if (shown) countKept(tally, column, bin, entry);
    if (entry < grid.values.length) enter(tally, column, entry, chooseAnywhere);
  }
  sums.totals[1] = (sums.totals[1] ?? 0) + 1;
  endUnit(tally, chooseAnywhere);
}

function otherMask(tally: Tally, start: number, column: number, score: number): number {
  const { bounds } = tally;
  if (!tally.otherRules && !bounds.noAnchor) return 0;
  const cosine = tally.material.positiveCosines?.[start + column] ?? Number.NaN;
  return failedMask(bounds, column + 1, score, cosine);
}

function countCandidate(tally: Tally, column: number, score: number, bin: number): void {
  const { sums } = tally;
  sums.totals[2] = (sums.totals[2] ?? 0) + 1;
  if (score >= tally.suspectBound) sums.totals[3] = (sums.totals[3] ?? 0) + 1;
  increment(sums.candidateRanks, rankBin(tally, column));
  if (bin < 0) return;
  increment(sums.candidateScores, bin);
  const difference = tally.anchorScore - score;
  if (!Number.isNaN(difference))
    increment(sums.candidateDifferences, binOf(tally.frame.difference, difference));
}

function countFailed(tally: Tally, mask: number, entry: number): void {
  const { sums } = tally;
  increment(sums.sliderKept, entry);
  for (let rule = 0; rule < ruleCount; rule++) if ((mask & (1 << rule)) !== 0) increment(sums.any, rule);
  if ((mask & (mask - 1)) === 0) increment(sums.only, entry * ruleCount + (31 - Math.clz32(mask)));
}

function countKept(tally: Tally, column: number, bin: number, entry: number): void {
  const { sums, frame } = tally;
  increment(sums.sliderKept, entry);
  increment(sums.kept, entry);
  increment(sums.keptRanks, entry * frame.rankBins + rankBin(tally, column));
  if (bin >= 0) increment(sums.keptScores, entry * (frame.score.length - 1) + bin);
}

/** One more candidate is kept from `entry` on; the state before, if it lasted, is counted. */
function enter(tally: Tally, column: number, entry: number, choose: (tally: Tally) => void): void {
  const { passing, entries, sums, request } = tally;
  if (passing > 0) {
    const stateStart = entries[passing - 1] ?? 0;
    if (entry > stateStart) countState(tally, stateStart, entry, choose);
  }
  tally.columns[passing] = column;
  entries[passing] = entry;
  tally.since[passing] = -1;
  tally.passing = passing + 1;
  if (passing === 0) increment(sums.fed, entry);
  // Where the draw reaches fewer than n, no unit is ever full.
  if (passing + 1 === request.settings.numNegatives && tally.wanted === passing + 1)
    increment(sums.full, entry);
}

/** The unit's selection from place `start` up to place `end`, while the passing candidates are the kept ones. */
function countState(tally: Tally, start: number, end: number, choose: (tally: Tally) => void): void {
  const { previous, since } = tally;
  const previousCount = tally.chosenCount;
  tally.previous = tally.chosen;
  tally.chosen = previous;
  choose(tally);
  const { chosen, chosenCount } = tally;
  for (let i = 0; i < chosenCount; i++) {
    const place = chosen[i] ?? 0;
    // Marked as still selected by a negative place: −2 − since.
    since[place] = -2 - ((since[place] ?? -1) < 0 ? start : (since[place] ?? 0));
  }
  for (let i = 0; i < previousCount; i++) {
    const place = tally.previous[i] ?? 0;
    const from = since[place] ?? -1;
    if (from < 0) continue;
    addSelected(tally, tally.columns[place] ?? 0, from, start);
    since[place] = -1;
  }
  for (let i = 0; i < chosenCount; i++) {
    const place = chosen[i] ?? 0;
    since[place] = -2 - (since[place] ?? 0);
  }
  addLoss(tally, start, end);
}

function endUnit(tally: Tally, choose: (tally: Tally) => void): void {
  if (tally.passing === 0) return;
  const end = tally.grid.values.length;
  countState(tally, tally.entries[tally.passing - 1] ?? 0, end, choose);
  for (let i = 0; i < tally.chosenCount; i++) {
    const place = tally.chosen[i] ?? 0;
    addSelected(tally, tally.columns[place] ?? 0, tally.since[place] ?? 0, end);
  }
}

function increment(target: Int32Array, place: number): void {
  target[place] = (target[place] ?? 0) + 1;
}
