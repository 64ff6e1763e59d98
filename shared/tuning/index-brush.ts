import { infoNce } from '../loss/info-nce.ts';
import { decidePool, type DecidedPool } from '../mining/decide-pool.ts';
import { binOf } from '../statistics/histogram.ts';
import {
  brushEdges,
  emptyBrushIndex,
  pairPlace,
  rowLayout,
  type BrushIndex,
  type BrushKind,
} from './brush-index.ts';
import { brushedCandidates } from './brushed-candidates.ts';
import type { TuneFrame } from './tune-frame.ts';
import { labelBit, type TuneMaterial, type TuneRequest } from './tune-request.ts';
import { field } from './tune-sums.ts';

/**
 * Decides a pool under the request's settings, as they are (its grid does not matter), and adds every number to the bins of one
 * brushed histogram. The filter is what else is brushed; its range of this kind is ignored.
 */
export function indexBrush(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  brushed: BrushKind,
): BrushIndex {
  const index = emptyBrushIndex(frame, brushed);
  const decided = decidePool(material, request.settings);
  const { pool, units } = decided;
  const losses = unitLosses(decided, request.temperature);
  const edges = brushEdges(frame, brushed);
  const occupied = new Uint8Array(edges.length - 1);
  const candidates = brushedCandidates({ material, request, frame, brushed, decided, index, occupied });
  const rows = rowNumbers(material, frame, decided, losses);
  for (let row = 0; row < pool.queries.length; row++) {
    if (request.filter.rows !== null && request.filter.rows[row] === 0) continue;
    const [first, end] = [units.offsets[row] ?? 0, units.offsets[row + 1] ?? 0];
    occupied.fill(0);
    if (brushed === 'loss') {
      const loss = losses.loss[first] ?? Number.NaN;
      // Without an anchor or a negative there is no loss, and what is outside of the edges is in no range.
      if (first === end || !(loss >= (edges[0] ?? 0) && loss <= (edges[edges.length - 1] ?? 0))) continue;
      const bin = binOf(edges, loss);
      for (let unit = first; unit < end; unit++) candidates.addUnit(unit, bin);
      // A filter on candidates hides rows without any.
      if (!candidates.isFiltered) occupied[bin] = 1;
    } else for (let unit = first; unit < end; unit++) candidates.addUnit(unit, null);
    rows.begin(row);
    let since = 0;
    for (let bin = 0; bin < occupied.length; bin++) {
      if (occupied[bin] === 0) continue;
      rows.addTo(index.rows, pairPlace(since, bin));
      since = bin + 1;
    }
  }
  return index;
}

type UnitLosses = {
  /** By unit, NaN where there is none. */
  readonly loss: Float64Array;
  readonly weight: Float64Array;
  readonly temperature: number;
};

function unitLosses(decided: DecidedPool, temperature: number | null): UnitLosses {
  const { pool, units, settings, selected, selectedCounts } = decided;
  const loss = new Float64Array(units.count).fill(Number.NaN);
  const weight = new Float64Array(units.count);
  if (temperature === null) return { loss, weight, temperature: 1 };
  const scores = new Float64Array(settings.numNegatives);
  const found = { loss: 0, weight: 0 };
  for (let unit = 0; unit < units.count; unit++) {
    const count = selectedCounts[unit] ?? 0;
    if (count === 0) continue;
    const start = (units.rows[unit] ?? 0) * pool.poolSize;
    for (let i = 0; i < count; i++)
      scores[i] = pool.scores[start + (selected[unit * settings.numNegatives + i] ?? 0)] ?? 0;
    infoNce(units.anchorScores[unit] ?? Number.NaN, scores, count, temperature, found);
    loss[unit] = found.loss;
    weight[unit] = found.weight;
  }
  return { loss, weight, temperature };
}

/** What a row adds whichever of its candidates are shown, as places and values: few, of a wide vector. */
function rowNumbers(material: TuneMaterial, frame: TuneFrame, decided: DecidedPool, losses: UnitLosses) {
  const { pool, units, settings } = decided;
  const layout = rowLayout(frame);
  const inFields = (name: keyof typeof field): number => layout.fields + field[name];
  const numbers = new Float64Array(layout.width);
  const places: number[] = [];
  const add = (place: number, value: number): void => {
    if (value === 0) return;
    if (numbers[place] === 0) places.push(place);
    numbers[place] = (numbers[place] ?? 0) + value;
  };

  function addUnit(unit: number, row: number): void {
    const count = decided.selectedCounts[unit] ?? 0;
    add(layout.totals + 1, 1);
    if (count > 0) add(inFields('fed'), 1);
    if (count === settings.numNegatives) add(inFields('full'), 1);
    const loss = losses.loss[unit] ?? Number.NaN;
    if (Number.isNaN(loss)) return;
    add(inFields('lossUnits'), 1);
    add(inFields('loss'), loss);
    add(inFields('weight'), losses.weight[unit] ?? 0);
    add(layout.losses + binOf(frame.loss, loss), 1);
    addWeights(unit, row, loss);
  }

  /** Softmax weights of suspects and false negatives among the selected. */
  function addWeights(unit: number, row: number, loss: number): void {
    const bound = decided.suspectBounds[row] ?? Number.NaN;
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    for (let i = 0; i < (decided.selectedCounts[unit] ?? 0); i++) {
      const cell = row * pool.poolSize + (decided.selected[unit * settings.numNegatives + i] ?? 0);
      const score = pool.scores[cell] ?? 0;
      const labels = material.labels === null ? 0 : (material.labels[cell] ?? 0);
      const suspect = score >= bound;
      if (!suspect && labels === 0) continue;
      const weight = Math.exp((score - anchorScore) / losses.temperature - loss);
      if (suspect) add(inFields('suspectWeight'), weight);
      if ((labels & labelBit.judged) !== 0) add(inFields('judgedWeight'), weight);
      if ((labels & labelBit.annotated) !== 0) add(inFields('annotatedWeight'), weight);
    }
  }

  return {
    begin(row: number): void {
      for (const place of places) numbers[place] = 0;
      places.length = 0;
      add(layout.totals, 1);
      for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++)
        addUnit(unit, row);
      const { offsets, scores } = pool.positives;
      for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
        const score = scores[i] ?? Number.NaN;
        if (!Number.isNaN(score)) add(layout.positiveScores + binOf(frame.score, score), 1);
      }
    },
    addTo(target: Float64Array, pair: number): void {
      const start = pair * layout.width;
      for (const place of places)
        target[start + place] = (target[start + place] ?? 0) + (numbers[place] ?? 0);
    },
  };
}
