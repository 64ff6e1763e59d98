import { candidateRange, extendByPositives, type Range } from '../../mining/candidate-range.ts';
import type { DecidedPool } from '../../mining/decide-pool.ts';
import { selectedScores } from '../../mining/selected-scores.ts';
import { binOf, histogramEdges } from '../../statistics/histogram.ts';

/** Shared, equally spaced edges; bin i is `[edges[i], edges[i + 1])`, the last one closed. Counts by series. */
type SeriesHistogram = {
  readonly edges: readonly number[];
  readonly series: Readonly<Record<string, readonly number[]>>;
};

/**
 * Scores of the scored positives, of all candidates, of the kept and of the selected; and anchor − score of all candidates and
 * of the selected. Candidates count once per unit, as everywhere.
 */
export function poolHistograms(
  decided: DecidedPool,
  bins: number,
): { readonly scores: SeriesHistogram; readonly difference: SeriesHistogram } {
  const { pool, units } = decided;
  const selected = selectedScores(decided);
  const positives = pool.positives.scores;
  const range = candidateRange(decided);
  extendByPositives(range.scores, pool);
  const scores = createSeries(range.scores, bins, ['positives', 'candidates', 'kept', 'selected']);
  const difference = createSeries(range.differences, bins, ['candidates', 'selected']);
  for (const score of positives) scores.add('positives', score);
  for (const score of selected.scores) scores.add('selected', score);
  for (const value of selected.differences) difference.add('selected', value);
  const all = scores.counts('candidates');
  const kept = scores.counts('kept');
  const differences = difference.counts('candidates');
  for (let unit = 0; unit < units.count; unit++) {
    const row = units.rows[unit] ?? 0;
    const anchorScore = units.anchorScores[unit] ?? Number.NaN;
    for (let column = 0; column < (pool.counts[row] ?? 0); column++) {
      const score = pool.scores[row * pool.poolSize + column] ?? 0;
      if (Number.isNaN(score)) continue;
      const bin = binOf(scores.edges, score);
      all[bin] = (all[bin] ?? 0) + 1;
      if (decided.failed[unit * pool.poolSize + column] === 0) kept[bin] = (kept[bin] ?? 0) + 1;
      if (Number.isNaN(anchorScore)) continue;
      const gap = binOf(difference.edges, anchorScore - score);
      differences[gap] = (differences[gap] ?? 0) + 1;
    }
  }
  return { scores: scores.result(), difference: difference.result() };
}

function createSeries(range: Range, bins: number, names: readonly string[]) {
  const edges = histogramEdges(range.min, range.max, bins);
  const series = new Map(names.map((name) => [name, new Int32Array(bins)]));
  const counts = (name: string): Int32Array => series.get(name) ?? new Int32Array(bins);
  return {
    edges,
    counts,
    add(name: string, value: number): void {
      if (Number.isNaN(value)) return;
      const bin = binOf(edges, value);
      const own = counts(name);
      own[bin] = (own[bin] ?? 0) + 1;
    },
    result: (): SeriesHistogram => ({
      edges: [...edges],
      series: Object.fromEntries([...series].map(([name, values]) => [name, [...values]])),
    }),
  };
}
