import { addCount } from './add-at.ts';
import { binOnLine } from './bin-line.ts';
import { chooseAnywhere } from './choose.ts';
import { countCandidates, countFailed, keep, otherMask } from './count-candidate.ts';
import { spread } from './count-run.ts';
import { countFed, countStates } from './count-states.ts';
import { gridEntry } from './grid-entry.ts';
import { isShown, type Tally } from './tally.ts';

/** Counts the unit at hand, whose candidates are in any order of score, also without one: they came with the data. */
export function tabulateUnorderedUnit(tally: Tally): void {
  const { grid, anchorScore, sums, line } = tally;
  const { pool } = tally.material;
  const start = tally.row * pool.poolSize;
  const places = Array.from({ length: pool.counts[tally.row] ?? 0 }, (_, column) => {
    const score = pool.scores[start + column] ?? 0;
    return { column, score, entry: gridEntry(line, grid.slider === 'shifted' ? -(column + 1) : score) };
  });
  let shownCount = 0;
  let suspects = 0;
  for (const { column, score, entry } of places.toSorted((a, b) => a.entry - b.entry)) {
    const bin = Number.isNaN(score) ? -1 : binOnLine(tally.scoreLine, score);
    const difference = anchorScore - score;
    const differenceBin = Number.isNaN(difference) ? -1 : binOnLine(tally.differenceLine, difference);
    const shown = isShown(tally, column, score);
    if (shown) {
      shownCount++;
      if (score >= tally.suspectBound) suspects++;
      spread(tally.shownColumns, column, column + 1);
      if (differenceBin >= 0) addCount(sums.candidateDifferences, differenceBin, 1);
    }
    const mask = otherMask(tally, start, column, score);
    if (mask === 0) keep(tally, column, entry, score, bin, differenceBin, shown);
    else if (shown) countFailed(tally, mask, entry, bin);
  }
  countFed(tally);
  if (tally.windowed) takeBackKept(tally);
  countStates(tally, chooseAnywhere);
  countCandidates(tally, shownCount, suspects);
}

/** What is kept is not what is selected here, as `foldSums` takes it to be. */
function takeBackKept(tally: Tally): void {
  const { sums, frame, passing, entries, columns, scoreBins, rankBinOf } = tally;
  for (let i = 0; i < passing; i++) {
    if (tally.shown[i] === 0) continue;
    const place = entries[i] ?? 0;
    addCount(sums.selectedRanks, place * frame.rankBins + (rankBinOf[columns[i] ?? 0] ?? 0), -1);
    const bin = scoreBins[i] ?? -1;
    if (bin >= 0) addCount(sums.selectedScores, place * (frame.score.length - 1) + bin, -1);
  }
}
