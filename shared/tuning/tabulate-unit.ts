import { failedMask } from '../mining/rules.ts';
import { binOf } from '../statistics/histogram.ts';
import { countState, countUnorderedState } from './count-state.ts';
import { gridEntry } from './grid-entry.ts';
import { isShown, type Tally } from './tally.ts';
import { field, fieldCount, ruleCount, total } from './tune-sums.ts';

/**
 * Counts the unit at hand, whose candidates are in order of score. From the worst to the best, each candidate is kept from a place
 * at or after that of the one before, so one pass meets every state of the unit in the order of loosening; nothing is sorted.
 */
export function tabulateOrderedUnit(tally: Tally): void {
  const { grid, line, anchorScore, frame, sums, ranges, suspectBound, rankBinOf } = tally;
  const { weights, base, factor } = line;
  const { fields, keptScores, keptRanks, candidateScores, candidateDifferences, candidateRanks } = sums;
  const { score: scoreEdges, difference: differenceEdges, rankBins } = frame;
  const { pool } = tally.material;
  const { scores } = pool;
  const start = tally.row * pool.poolSize;
  const count = pool.counts[tally.row] ?? 0;
  const never = grid.values.length;
  const byRank = grid.slider === 'shifted';
  const masked = tally.otherRules || (tally.bounds.noAnchor && Number.isNaN(anchorScore));
  const anchored = !Number.isNaN(anchorScore);
  const scoreBins = scoreEdges.length - 1;
  const lastScoreBin = scoreBins - 1;
  const worst = scores[start + count - 1] ?? 0;
  let entry = 0;
  let bound = base - factor * (weights[0] ?? 0);
  let bin = count === 0 ? 0 : binOf(scoreEdges, worst);
  let differenceBin = anchored && count > 0 ? binOf(differenceEdges, anchorScore - worst) : -1;
  let stateEntry = -1;
  let shownCount = 0;
  let suspects = 0;
  for (let column = count - 1; column >= 0; column--) {
    const score = scores[start + column] ?? 0;
    while (bin < lastScoreBin && score >= (scoreEdges[bin + 1] ?? 0)) bin++;
    while (differenceBin > 0 && anchorScore - score < (differenceEdges[differenceBin] ?? 0)) differenceBin--;
    const measure = byRank ? -(column + 1) : score;
    // Many candidates are kept from the same place as the one before: one comparison shows it.
    if (entry < never && measure >= bound) {
      entry = gridEntry(line, measure);
      bound = base - factor * (weights[entry] ?? 0);
    }
    const shown = !ranges || isShown(tally, column, score);
    if (shown) {
      shownCount++;
      if (score >= suspectBound) suspects++;
      candidateScores[bin] = (candidateScores[bin] ?? 0) + 1;
      if (anchored) candidateDifferences[differenceBin] = (candidateDifferences[differenceBin] ?? 0) + 1;
      const rankBin = rankBinOf[column] ?? 0;
      candidateRanks[rankBin] = (candidateRanks[rankBin] ?? 0) + 1;
    }
    if (masked) {
      const mask = otherMask(tally, start, column, score);
      if (mask !== 0) {
        if (shown) countFailed(tally, mask, entry);
        continue;
      }
    }
    if (shown) {
      const place = entry * fieldCount;
      fields[place] = (fields[place] ?? 0) + 1;
      const inScores = entry * scoreBins + bin;
      keptScores[inScores] = (keptScores[inScores] ?? 0) + 1;
      const inRanks = entry * rankBins + (rankBinOf[column] ?? 0);
      keptRanks[inRanks] = (keptRanks[inRanks] ?? 0) + 1;
    }
    if (entry === never) continue;
    if (entry !== stateEntry) {
      if (stateEntry >= 0) countState(tally, stateEntry);
      stateEntry = entry;
    }
    pass(tally, column, entry, bin, differenceBin);
  }
  if (stateEntry >= 0) countState(tally, stateEntry);
  countUnit(tally, shownCount, suspects);
}

/** The same for candidates in any order of score, also without one: those that came with the data. */
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
      increment(sums.candidateRanks, rankBin);
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
  countUnit(tally, shownCount, suspects);
}

function otherMask(tally: Tally, start: number, column: number, score: number): number {
  const { bounds } = tally;
  if (!tally.otherRules && !Number.isNaN(tally.anchorScore)) return 0;
  const { positiveCosines } = tally.material;
  const cosine = positiveCosines == null ? Number.NaN : (positiveCosines[start + column] ?? Number.NaN);
  return failedMask(bounds, column + 1, score, cosine);
}

function countFailed({ sums }: Tally, mask: number, entry: number): void {
  increment(sums.fields, entry * fieldCount + field.failedOthers);
  for (let rule = 0; rule < ruleCount; rule++) if ((mask & (1 << rule)) !== 0) increment(sums.any, rule);
  if ((mask & (mask - 1)) === 0) increment(sums.only, entry * ruleCount + (31 - Math.clz32(mask)));
}

/** One more candidate is kept from place `entry` on. */
function pass(tally: Tally, column: number, entry: number, bin: number, differenceBin: number): void {
  const { passing } = tally;
  tally.columns[passing] = column;
  tally.scoreBins[passing] = bin;
  tally.differenceBins[passing] = differenceBin;
  tally.passing = passing + 1;
  if (passing === 0) increment(tally.sums.fields, entry * fieldCount + field.fed);
  // Where the draw reaches fewer than n, no unit is ever full.
  if (passing + 1 === tally.request.settings.numNegatives && tally.wanted === passing + 1)
    increment(tally.sums.fields, entry * fieldCount + field.full);
}

function countUnit({ sums }: Tally, candidates: number, suspects: number): void {
  increment(sums.totals, total.units);
  sums.totals[total.candidates] = (sums.totals[total.candidates] ?? 0) + candidates;
  sums.totals[total.suspects] = (sums.totals[total.suspects] ?? 0) + suspects;
}

function increment(target: Int32Array | Float64Array, place: number): void {
  target[place] = (target[place] ?? 0) + 1;
}
