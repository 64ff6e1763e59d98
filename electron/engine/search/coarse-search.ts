import {
  type ApproximateClass,
  type ApproximateMeans,
  type PairWatch,
  scanBlocks,
  takeQueries,
} from './approximate-search.ts';
import { blockCount, type BlockBuffer, documentBlocks } from './document-blocks.ts';
import type { HitQueries } from './hit-operands.ts';
import type { QueryGroup } from './query-group.ts';
import { emptyRunningTop, mostKept, type RunningTop, trimRow } from './running-top.ts';
import { countAbove, openList, scoreAt } from './sample-lists.ts';
import type { SearchCorpus } from './search-corpus.ts';

/** Of so many blocks one is looked at first, then some more, then the others; each time evenly spread, since neighbours may be alike. */
const stride = 10;
const more = new Set([3, 6, 9]);
/** Standard deviations by which a sample may show too few of a query's best documents. */
const caution = 4;
/** Places in a sample's list for each that sets the threshold: room for what the margin adds. */
const sampleRoom = 3;
/** Places in a list for each document wanted. */
const room = 6;
/** With more rows than this whose lists would not hold what lies within the margin, 8 bits do not pay. */
const mostCrowded = 0.25;

/** Fewer blocks are not worth a sample. */
export const leastCoarseBlocks = 4;

/**
 * A pass over the corpus with 8-bit products: the lists that `approximateSearch` gives, longer by what the coarser numbers make uncertain.
 * q · d is at most q̂ · d̂ + ‖q̂‖‖d − d̂‖ + ‖q − q̂‖‖d‖ (Cauchy and Schwarz), q̂ and d̂ being what is multiplied. The second term is
 * part of a score, but for the reach that the row has beyond its run's least (rows lie by reach); `cutOf` adds the rest, so that what is
 * proven by it is exact.
 *
 * Evenly spread blocks come first: what they hold tells from which score on a row's documents are worth keeping, and how long the lists
 * become; some more tell it better. A wrong guess costs time only. Null when 8 bits are too coarse for these scores.
 */
export async function coarseSearch(
  means: ApproximateMeans,
  { documents: table, eligible, eligibleCount, largestNorm }: SearchCorpus,
  buffers: readonly [BlockBuffer, BlockBuffer],
  group: QueryGroup,
  wanted: ReadonlyMap<number, Int32Array>,
  watch: PairWatch,
): Promise<ApproximateClass[] | null> {
  const { finder, queriesPerRun, documentsPerBlock } = means;
  const blocks = Array.from({ length: blockCount(table, buffers) }, (_, i) => i);
  const offset = Math.min(stride, blocks.length) >> 1;
  const turn = (i: number): number => (i - offset + stride) % stride;
  const sampled = blocks.filter((i) => turn(i) === 0);
  const started = [];
  for (const [k, some] of wanted) {
    const { positions, queries } = await takeQueries(finder, group, some);
    const few = Math.min(k, cautiousRank(k, sampled.length / blocks.length));
    // Twice as many fit, which is what a row of the longer lists holds at least.
    const listed = Math.min(Math.ceil(few * sampleRoom), (room / 2) * k);
    const top = emptyRunningTop(positions.length, listed, documentsPerBlock);
    started.push({ k, few, positions, queries, top });
  }
  const sample = await scanBlocks(means, documentBlocks(table, eligible, buffers, sampled), started, watch);

  const share = sample.documents / eligibleCount;
  let [crowded, rows] = [0, 0];
  const guessed = started.map(({ k, few, positions, queries, top }) => {
    const unsaid = unsaidErrors(queries, queriesPerRun, largestNorm, sample.largestError);
    const margins = Float32Array.from(unsaid, (error, row) => {
      // What scores near the cut have been raised by, on the average; the list's spare places make up for more.
      const said = (queries.reaches[row] ?? 0) * sample.meanError;
      return error / (queries.units[row] ?? 1) + said;
    });
    const wide = emptyRunningTop(positions.length, k, documentsPerBlock, { places: room * k, margins });
    for (let row = 0; row < positions.length; row++) {
      const margin = margins[row] ?? 0;
      const cut = scoreAt(top, row, Math.max(1, Math.round(k * share)));
      crowded += Number(countAbove(top, row, cut - margin) > mostKept * room * k * share);
      openList(top, wide, row, scoreAt(top, row, few) - margin);
    }
    rows += positions.length;
    return { k, positions, queries, top: wide };
  });
  if (crowded > mostCrowded * rows) return null;
  const scan = (some: readonly number[]): ReturnType<typeof scanBlocks> =>
    scanBlocks(means, documentBlocks(table, eligible, buffers, some), guessed, watch);
  const sooner = await scan(blocks.filter((i) => more.has(turn(i))));
  const seen = (sample.documents + sooner.documents) / eligibleCount;
  for (const { k, top } of guessed) raiseThresholds(top, cautiousRank(k, seen));
  const later = await scan(blocks.filter((i) => turn(i) !== 0 && !more.has(turn(i))));
  const largestError = Math.max(sample.largestError, sooner.largestError, later.largestError);
  return guessed.map(({ positions, queries, top }) => {
    for (let row = 0; row < positions.length; row++) trimRow(top, row);
    const unsaid = unsaidErrors(queries, queriesPerRun, largestNorm, largestError);
    const cutOf = (row: number): number =>
      (top.thresholds[row] ?? Infinity) * (queries.units[row] ?? 1) + (unsaid[row] ?? Infinity);
    return { positions, lists: top, cutOf };
  });
}

/** Leaves out what scores below the document at `place` by more than the row's margin. */
function raiseThresholds(top: RunningTop, place: number): void {
  for (let row = 0; row < top.counts.length; row++) {
    const cut = Math.fround(scoreAt(top, row, place) - (top.margins[row] ?? 0));
    top.thresholds[row] = Math.max(top.thresholds[row] ?? 0, cut);
  }
}

/** The place in a sample below which, but for rare chance, the `k`th of all lies. */
function cautiousRank(k: number, share: number): number {
  const expected = k * share;
  return Math.ceil(expected + caution * Math.sqrt(expected) + 1);
}

/** What a true score can be beyond the one that was found, by row. */
function unsaidErrors(
  { units, errors, reaches }: HitQueries,
  queriesPerRun: number,
  largestNorm: number,
  largestError: number,
): Float64Array {
  return errors.map((error, row) => {
    const said = reaches[row - (row % queriesPerRun)] ?? 0;
    const beyond = Math.max(0, (reaches[row] ?? 0) - said) * (units[row] ?? 1);
    return error * largestNorm * (1 + 1e-6) + beyond * largestError;
  });
}
