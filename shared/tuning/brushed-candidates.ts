import { decidePool, type DecidedPool } from '../mining/decide-pool.ts';
import { binOf } from '../statistics/histogram.ts';
import { brushEdges, candidateLayout, type BrushIndex, type BrushKind } from './brush-index.ts';
import { hasFate } from './candidate-fate.ts';
import { sliderBit } from './slider.ts';
import type { TuneFrame } from './tune-frame.ts';
import { isInsideRanges, labelBit, type TuneMaterial, type TuneRequest } from './tune-request.ts';
import { field, fieldCount, ruleCount, total } from './tune-sums.ts';

type Brushing = {
  readonly material: TuneMaterial;
  readonly request: TuneRequest;
  readonly frame: TuneFrame;
  readonly brushed: BrushKind;
  readonly decided: DecidedPool;
  /** To whose bins candidates are added. */
  readonly index: BrushIndex;
  /** By bin: set where a candidate was added. */
  readonly occupied: Uint8Array;
};

/** Adds the candidates of one unit after the other to the bins of a brushed histogram, as `tabulatePool` counts them at one place. */
export function brushedCandidates({ material, request, frame, brushed, decided, index, occupied }: Brushing) {
  const { pool, units, settings } = decided;
  const { poolSize } = pool;
  const layout = candidateLayout(frame);
  const target = index.candidates;
  const edges = brushEdges(frame, brushed);
  const [lowest, highest] = [edges[0] ?? 0, edges[edges.length - 1] ?? 0];
  const filter = { ...request.filter, ...(brushed === 'loss' ? {} : { [brushed]: null }) };
  const { score, difference, rank, fate } = filter;
  const isFiltered = score !== null || difference !== null || rank !== null || fate !== null;
  const fated =
    fate === null || fate.settings === request.settings ? decided : decidePool(material, fate.settings);
  const own = sliderBit(request.slider);
  const rankBinOf = Int32Array.from({ length: poolSize }, (_, column) =>
    Math.floor((column * frame.rankBins) / poolSize),
  );
  const isSelected = new Uint8Array(poolSize);
  const add = (place: number, value: number): void => {
    target[place] = (target[place] ?? 0) + value;
  };

  function binIn(shownRank: number, shownScore: number, shownDifference: number): number {
    if (brushed === 'rank') return rankBinOf[shownRank - 1] ?? 0;
    const value = brushed === 'score' ? shownScore : shownDifference;
    // What has no score, or none that the edges hold, is in no range.
    return value >= lowest && value <= highest ? binOf(edges, value) : -1;
  }

  function addMask(start: number, mask: number): void {
    const others = mask & ~own;
    const fields = start + layout.fields;
    if (others === 0) return add(fields + fieldCount + field.kept, 1);
    if (mask === others) add(fields + field.failedOthers, 1);
    for (let rule = 0; rule < ruleCount; rule++)
      if ((others & (1 << rule)) !== 0) add(start + layout.any + rule, 1);
    if (mask === others && (others & (others - 1)) === 0)
      add(start + layout.only + (31 - Math.clz32(others)), 1);
  }

  function addSelected(start: number, cell: number, column: number, own: Bins): void {
    const fields = start + layout.fields;
    add(fields + field.selected, 1);
    if (own.isSuspect) add(fields + field.suspects, 1);
    const labels = material.labels === null ? 0 : (material.labels[cell] ?? 0);
    if ((labels & labelBit.judged) !== 0) add(fields + field.judged, 1);
    if ((labels & labelBit.annotated) !== 0) add(fields + field.annotated, 1);
    add(start + layout.selectedRanks + (rankBinOf[column] ?? 0), 1);
    if (own.score < 0) return;
    const score = pool.scores[cell] ?? 0;
    add(fields + field.score, score);
    add(start + layout.selectedScores + own.score, 1);
    if (own.difference < 0) return;
    add(fields + field.anchored, 1);
    add(fields + field.difference, own.anchorScore - score);
    add(start + layout.selectedDifferences + own.difference, 1);
  }

  /** Adds all of a unit to one bin, or each candidate to its own (null). */
  function addUnit(unit: number, unitBin: number | null): void {
    const row = units.rows[unit] ?? 0;
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    const suspectBound = decided.suspectBounds[row] ?? Number.NaN;
    const count = pool.counts[row] ?? 0;
    const selectedFrom = unit * settings.numNegatives;
    const selectedTo = selectedFrom + (decided.selectedCounts[unit] ?? 0);
    for (let i = selectedFrom; i < selectedTo; i++) isSelected[decided.selected[i] ?? 0] = 1;
    for (let column = 0; column < count; column++) {
      const cell = row * poolSize + column;
      const value = pool.scores[cell] ?? 0;
      const gap = anchorScore - value;
      if (isFiltered && !isInsideRanges(filter, column + 1, value, anchorScore)) continue;
      const isSuspect = value >= suspectBound;
      if (fate !== null && !hasFate(fate.fate, fated.failed[unit * poolSize + column] ?? 0, isSuspect))
        continue;
      const bin = unitBin ?? binIn(column + 1, value, gap);
      if (bin < 0) continue;
      occupied[bin] = 1;
      const start = bin * layout.width;
      const bins: Bins = {
        isSuspect,
        anchorScore,
        score: Number.isNaN(value) ? -1 : binOf(frame.score, value),
        difference: Number.isNaN(gap) ? -1 : binOf(frame.difference, gap),
      };
      add(start + layout.totals + total.candidates, 1);
      if (isSuspect) add(start + layout.totals + total.suspects, 1);
      add(start + layout.candidateRanks + (rankBinOf[column] ?? 0), 1);
      if (bins.score >= 0) add(start + layout.candidateScores + bins.score, 1);
      if (bins.difference >= 0) add(start + layout.candidateDifferences + bins.difference, 1);
      const mask = decided.failed[unit * poolSize + column] ?? 0;
      if (mask !== 0) {
        addMask(start, mask);
        continue;
      }
      add(start + layout.fields + field.kept, 1);
      add(start + layout.keptRanks + (rankBinOf[column] ?? 0), 1);
      if (bins.score >= 0) add(start + layout.keptScores + bins.score, 1);
      if (isSelected[column] === 1) addSelected(start, cell, column, bins);
    }
    for (let i = selectedFrom; i < selectedTo; i++) isSelected[decided.selected[i] ?? 0] = 0;
  }

  return { isFiltered, addUnit };
}

type Bins = {
  readonly isSuspect: boolean;
  readonly anchorScore: number;
  /** −1 where there is none. */
  readonly score: number;
  readonly difference: number;
};
