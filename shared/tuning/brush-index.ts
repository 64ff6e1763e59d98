import type { Anchor } from '../domain/mining-settings.ts';
import type { TuneFrame } from './tune-frame.ts';
import type { TuneRange } from './tune-request.ts';
import { addNumbers } from './add-at.ts';
import { addSums, emptySums, fieldCount, type TuneSums } from './tune-sums.ts';

/** What can be brushed. */
export const brushKinds = ['score', 'difference', 'rank', 'loss'] as const;
export type BrushKind = (typeof brushKinds)[number];

/**
 * The numbers of one setting for every range of bins of one brushed histogram, as sums that only need adding up, however many
 * candidates there are. What candidates add lies with their bin. What rows add (their units, losses and positives) counts once where a
 * row has a candidate in any bin of the range: it lies with each pair of a bin of the row and the bin after the row's one before,
 * since a range that begins at or after the second and holds the first meets the row there first.
 */
export type BrushIndex = {
  readonly brushed: BrushKind;
  /** Bins × `candidateWidth`: for each bin a `TuneSums` of one place, in the order of `candidateParts`. */
  readonly candidates: Float64Array<ArrayBuffer>;
  /** Pairs × `rowWidth`: pair (since, bin), since ≤ bin, at bin · (bin + 1) / 2 + since. */
  readonly rows: Float64Array<ArrayBuffer>;
};

/** Whether rows can be indexed by this kind: a row that lies in several bins of the loss would carry all its candidates to each. */
export function canIndexBrush(kind: BrushKind, { anchor }: { readonly anchor: Anchor }): boolean {
  return kind !== 'loss' || anchor !== 'each';
}

/** Edges of the histogram that is brushed; those of ranks as in `TuneTables`. */
export function brushEdges({ score, difference, loss, rankBins, poolSize }: TuneFrame, kind: BrushKind) {
  switch (kind) {
    case 'score':
      return score;
    case 'difference':
      return difference;
    case 'loss':
      return loss;
    case 'rank':
      return rankEdges(rankBins, poolSize);
  }
}

/** Bin b of the rank profile begins at rank `edges[b]` and ends before `edges[b + 1]`. */
export function rankEdges(bins: number, poolSize: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: bins + 1 }, (_, bin) => 1 + Math.ceil((bin * poolSize) / bins));
}

/** Parts of `TuneSums` that candidates add to, each as long as in sums of one place, one after the other. */
export const candidateParts = [
  'totals',
  'fields',
  'only',
  'any',
  'keptScores',
  'selectedScores',
  'selectedDifferences',
  'keptRanks',
  'selectedRanks',
  'candidateScores',
  'candidateDifferences',
  'candidateRanks',
] as const satisfies readonly (keyof TuneSums)[];
type CandidatePart = (typeof candidateParts)[number];

/** Where each part begins, and the length of all. */
export function candidateLayout(frame: TuneFrame): Readonly<Record<CandidatePart | 'width', number>> {
  const one = emptySums(1, frame);
  let width = 0;
  const begin = (name: CandidatePart): number => {
    const at = width;
    width += one[name].length;
    return at;
  };
  const [totals, fields, only, any] = [begin('totals'), begin('fields'), begin('only'), begin('any')];
  const parts = {
    totals,
    fields,
    only,
    any,
    keptScores: begin('keptScores'),
    selectedScores: begin('selectedScores'),
    selectedDifferences: begin('selectedDifferences'),
    keptRanks: begin('keptRanks'),
    selectedRanks: begin('selectedRanks'),
    candidateScores: begin('candidateScores'),
    candidateDifferences: begin('candidateDifferences'),
    candidateRanks: begin('candidateRanks'),
  };
  return { ...parts, width };
}

/** What rows add: totals, fields, then the histograms of losses and of positives' scores. */
export function rowLayout({ loss, score }: TuneFrame) {
  const losses = 4 + fieldCount;
  const positiveScores = losses + loss.length - 1;
  return { totals: 0, fields: 4, losses, positiveScores, width: positiveScores + score.length - 1 } as const;
}

/** The place of a pair of bins in `BrushIndex.rows`. */
export function pairPlace(since: number, bin: number): number {
  return (bin * (bin + 1)) / 2 + since;
}

/** All zero. */
export function emptyBrushIndex(frame: TuneFrame, brushed: BrushKind): BrushIndex {
  const bins = brushEdges(frame, brushed).length - 1;
  return {
    brushed,
    candidates: new Float64Array(bins * candidateLayout(frame).width),
    rows: new Float64Array(pairPlace(0, bins) * rowLayout(frame).width),
  };
}

/** Adds the index of another part of the same pool. */
export function addBrushIndex(index: BrushIndex, other: BrushIndex): void {
  addNumbers(index.candidates, other.candidates);
  addNumbers(index.rows, other.rows);
}

/** The sums of one place (`tabulatePool`) under this range too; null where it does not begin and end with bins. */
export function brushedSums(index: BrushIndex, frame: TuneFrame, range: TuneRange): TuneSums | null {
  const edges = brushEdges(frame, index.brushed);
  const last = edges.length - 1;
  const first = edges.indexOf(range.from);
  const end = edges.indexOf(range.to);
  // A histogram's last bin is closed, the others are open.
  if (first < 0 || end <= first || range.closed !== (end === last)) return null;
  const layout = candidateLayout(frame);
  const found = new Float64Array(layout.width);
  for (let bin = first; bin < end; bin++)
    addNumbers(found, index.candidates.subarray(bin * layout.width, (bin + 1) * layout.width));
  const sums = emptySums(1, frame);
  for (const name of candidateParts) {
    const part = sums[name];
    part.set(found.subarray(layout[name], layout[name] + part.length));
  }
  addSums(sums, rowSums(index, frame, first, end));
  return sums;
}

function rowSums({ rows }: BrushIndex, frame: TuneFrame, first: number, end: number): TuneSums {
  const { totals, fields, losses, positiveScores, width } = rowLayout(frame);
  const found = new Float64Array(width);
  for (let bin = first; bin < end; bin++) {
    for (let since = 0; since <= first; since++) {
      const at = pairPlace(since, bin) * width;
      addNumbers(found, rows.subarray(at, at + width));
    }
  }
  const sums = emptySums(1, frame);
  sums.totals.set(found.subarray(totals, fields));
  sums.fields.set(found.subarray(fields, losses));
  sums.losses.set(found.subarray(losses, positiveScores));
  sums.positiveScores.set(found.subarray(positiveScores));
  return sums;
}
