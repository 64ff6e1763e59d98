import { addCount, addCounts, addNumber } from './add-at.ts';
import type { Tally } from './tally.ts';
import { field, fieldCount } from './tune-sums.ts';

/** Adds what follows from other sums, once for all candidates. */
export function foldSums(tally: Tally): void {
  const { sums, frame, grid, alwaysKeptScores, lossRatios } = tally;
  const { fields, keptScores, keptRanks, selectedRanks, selectedScores, selectedDifferences } = sums;
  const places = grid.values.length;
  const scoreBins = frame.score.length - 1;
  if (tally.windowed) {
    addCounts(selectedScores, keptScores, places * scoreBins);
    addCounts(selectedRanks, keptRanks, places * frame.rankBins);
  }
  for (let row = 0; row < keptScores.length; row += scoreBins)
    for (let bin = 0; bin < scoreBins; bin++) addCount(sums.candidateScores, bin, keptScores[row + bin] ?? 0);
  for (const [bin, count] of alwaysKeptScores.entries()) {
    addCount(sums.candidateScores, bin, count);
    addCount(keptScores, bin, count);
  }
  foldColumns(tally);
  for (let place = 0; place <= places; place++) {
    const start = place * fieldCount;
    addNumber(fields, start + field.kept, rowSum(keptRanks, place, frame.rankBins));
    if (place === places) break;
    addNumber(fields, start + field.selected, rowSum(selectedRanks, place, frame.rankBins));
    addNumber(
      fields,
      start + field.anchored,
      rowSum(selectedDifferences, place, frame.difference.length - 1),
    );
    addNumber(fields, start + field.loss, Math.log(lossRatios[place] ?? 1));
  }
}

/** Runs over columns become the rank profile; those that every place keeps are at the first. */
function foldColumns({ shownColumns, alwaysKeptColumns, rankBinOf, sums }: Tally): void {
  let shown = 0;
  let kept = 0;
  for (const [column, bin] of rankBinOf.entries()) {
    shown += shownColumns[column] ?? 0;
    kept += alwaysKeptColumns[column] ?? 0;
    addCount(sums.candidateRanks, bin, shown);
    addCount(sums.keptRanks, bin, kept);
  }
}

function rowSum(values: Int32Array, row: number, width: number): number {
  let sum = 0;
  for (let i = row * width; i < (row + 1) * width; i++) sum += values[i] ?? 0;
  return sum;
}
