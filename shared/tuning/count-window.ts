import { addCount, addNumber } from './add-at.ts';
import { countLabels } from './count-states.ts';
import { countWindowLoss } from './count-window-loss.ts';
import type { Tally } from './tally.ts';
import { field, fieldCount } from './tune-sums.ts';

/**
 * Counts the states of the unit at hand where the best n are selected and candidates entered from the worst to the best: the selected
 * are the last n that entered. Each enters the selection where it begins to be kept, which `foldSums` adds from what is kept, and
 * leaves it where the n-th after it enters.
 */
export function countWindow(tally: Tally): void {
  const { entries, columns, scores, scoreBins, differenceBins, shown, rankBinOf } = tally;
  const { passing, wanted, anchorScore, suspectBound, frame, sums, request, material } = tally;
  const { fields, selectedRanks, selectedScores, selectedDifferences } = sums;
  const { rankBins } = frame;
  const scoreBinCount = frame.score.length - 1;
  const differenceBinCount = frame.difference.length - 1;
  const anchored = !Number.isNaN(anchorScore);
  let firstSuspect = passing;
  for (let entering = 0; entering < passing; entering++) {
    const place = entries[entering] ?? 0;
    const score = scores[entering] ?? 0;
    const leaving = entering - wanted;
    if (score >= suspectBound && firstSuspect === passing) firstSuspect = entering;
    let scoreChange = 0;
    let differenceChange = 0;
    let suspectChange = 0;
    if (shown[entering] === 1) {
      scoreChange = score;
      if (entering >= firstSuspect) suspectChange = 1;
      if (anchored) {
        differenceChange = anchorScore - score;
        addCount(selectedDifferences, place * differenceBinCount + (differenceBins[entering] ?? 0), 1);
      }
    }
    if (leaving >= 0 && shown[leaving] === 1) {
      const left = scores[leaving] ?? 0;
      scoreChange -= left;
      if (leaving >= firstSuspect) suspectChange--;
      addCount(selectedRanks, place * rankBins + (rankBinOf[columns[leaving] ?? 0] ?? 0), -1);
      addCount(selectedScores, place * scoreBinCount + (scoreBins[leaving] ?? 0), -1);
      if (anchored) {
        differenceChange -= anchorScore - left;
        addCount(selectedDifferences, place * differenceBinCount + (differenceBins[leaving] ?? 0), -1);
      }
    }
    const start = place * fieldCount;
    addNumber(fields, start + field.score, scoreChange);
    addNumber(fields, start + field.difference, differenceChange);
    if (suspectChange !== 0) addNumber(fields, start + field.suspects, suspectChange);
    if (material.labels !== null) {
      if (shown[entering] === 1) countLabels(tally, place, entering, 1);
      if (leaving >= 0 && shown[leaving] === 1) countLabels(tally, place, leaving, -1);
    }
  }
  if (anchored && request.temperature !== null) countWindowLoss(tally, request.temperature);
}
