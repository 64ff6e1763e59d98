import { binOf } from '../statistics/histogram.ts';
import { countCandidates, countFailed, increment, otherMask, pass } from './count-candidate.ts';
import { countUnorderedState } from './count-state.ts';
import { gridEntry } from './grid-entry.ts';
import { isShown, type Tally } from './tally.ts';
import { field, fieldCount } from './tune-sums.ts';

/** Counts the unit at hand, whose candidates are in any order of score, also without one: they came with the data. */
export function tabulateUnorderedUnit(tally: Tally): void {
  const { grid, anchorScore, frame, sums, line } = tally;
  const { pool } = tally.material;
  const start = tally.row * pool.poolSize;
  const never = grid.values.length;
  const places = Array.from({ length: pool.counts[tally.row] ?? 0 }, (_, column) => {
    const score = pool.scores[start + column] ?? 0;
    return { column, score, entry: gridEntry(line, grid.slider === 'shifted' ? -(column + 1) : score) };
  });
  let stateEntry = -1;
  let shownCount = 0;
  let suspects = 0;
  for (const { column, score, entry } of places.toSorted((a, b) => a.entry - b.entry)) {
    const bin = Number.isNaN(score) ? -1 : binOf(frame.score, score);
    const difference = anchorScore - score;
    const differenceBin = Number.isNaN(difference) ? -1 : binOf(frame.difference, difference);
    const rankBin = tally.rankBinOf[column] ?? 0;
    const shown = isShown(tally, column, score);
    if (shown) {
      shownCount++;
      if (score >= tally.suspectBound) suspects++;
      increment(tally.shownColumns, column);
      tally.shownColumns[column + 1] = (tally.shownColumns[column + 1] ?? 0) - 1;
      if (bin >= 0) increment(sums.candidateScores, bin);
      if (differenceBin >= 0) increment(sums.candidateDifferences, differenceBin);
    }
    const mask = otherMask(tally, start, column, score);
    if (mask !== 0) {
      if (shown) countFailed(tally, mask, entry);
      continue;
    }
    if (shown) {
      increment(sums.fields, entry * fieldCount + field.kept);
      increment(sums.keptRanks, entry * frame.rankBins + rankBin);
      if (bin >= 0) increment(sums.keptScores, entry * (frame.score.length - 1) + bin);
    }
    if (entry === never) continue;
    if (entry !== stateEntry) {
      if (stateEntry >= 0) countUnorderedState(tally, stateEntry);
      stateEntry = entry;
    }
    pass(tally, column, entry, bin, differenceBin);
  }
  if (stateEntry >= 0) countUnorderedState(tally, stateEntry);
  countCandidates(tally, shownCount, suspects);
}
