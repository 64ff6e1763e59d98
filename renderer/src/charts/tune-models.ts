import type { TunePoint } from '../../../shared/tuning/tune-point.ts';
import type { TuneTables } from '../../../shared/tuning/tune-tables.ts';
import { formatCount, plural } from '../text/format-number.ts';
import { sumOf, type ChartModel, type ChartSeries, type SeriesLook } from './chart-model.ts';
import type { RateCurves } from './rate-curves.ts';
import { looks } from './series-looks.ts';

/** Each series as its own share, because there are a hundred times more candidates than positives. */
function ownShares(look: SeriesLook, counts: ArrayLike<number>): ChartSeries {
  return { look, counts, whole: sumOf(counts) };
}

/** An edge of a bin in six digits. */
export const plainNumber = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

export function scoreModel({ scores }: TunePoint, naive: TunePoint | null): ChartModel {
  const selected = sumOf(scores.selected);
  return {
    title: 'Teacher score',
    sentence: 'Share of positives, candidates and selected negatives at each teacher score.',
    n: `n = ${formatCount(selected)} selected`,
    xName: 'teacher score',
    x: scores.edges,
    isBinned: true,
    formatX: plainNumber,
    maxShare: null,
    series: [
      ownShares(looks.candidates, scores.candidates),
      ownShares(looks.selected, scores.selected),
      ...(naive ? [ownShares(looks.naive, naive.scores.selected)] : []),
      ownShares(looks.positives, scores.positives),
    ],
  };
}

export function differenceModel({ differences }: TunePoint, naive: TunePoint | null): ChartModel {
  const selected = sumOf(differences.selected);
  return {
    title: 'Positive − negative',
    sentence: 'The anchor’s score minus the candidate’s: left of 0 the candidate scores above the anchor.',
    n: `n = ${formatCount(selected)} selected`,
    xName: 'anchor − candidate',
    x: differences.edges,
    isBinned: true,
    formatX: plainNumber,
    maxShare: null,
    series: [
      ownShares(looks.candidates, differences.candidates),
      ownShares(looks.selected, differences.selected),
      ...(naive ? [ownShares(looks.naive, naive.differences.selected)] : []),
    ],
  };
}

export function lossModel({ losses }: TunePoint, naive: TunePoint | null, temperature: number): ChartModel {
  return {
    title: 'Loss, nats',
    sentence: `InfoNCE of each query in nats at temperature ${temperature}: its positive against its selected negatives.`,
    n: `n = ${plural(sumOf(losses.units), 'query', 'queries')} · τ ${temperature}`,
    xName: 'InfoNCE, nats',
    x: losses.edges,
    isBinned: true,
    formatX: plainNumber,
    maxShare: null,
    series: [
      ownShares(looks.units, losses.units),
      ...(naive ? [ownShares(looks.naiveUnits, naive.losses.units)] : []),
    ],
  };
}

export function rankModel({ ranks }: TunePoint): ChartModel {
  const whole = ranks.candidates;
  const dropped = Int32Array.from(whole, (count, bin) => count - (ranks.kept[bin] ?? 0));
  return {
    title: 'Rank profile',
    sentence: 'Of the candidates at each rank, the share that is dropped and the share that is selected.',
    n: `n = ${plural(sumOf(whole), 'candidate')}`,
    xName: 'rank',
    x: ranks.edges,
    isBinned: true,
    isWhole: true,
    formatX: plainNumber,
    maxShare: 100,
    series: [
      { look: looks.selected, counts: ranks.selected, whole },
      { look: looks.dropped, counts: dropped, whole },
    ],
  };
}

/** What each value of the slider does, in shares of what each could be at most; with false-negative rates where somebody labelled. */
export function ratesModel(
  tables: TuneTables,
  xName: string,
  formatX: (value: number) => string,
  rates: RateCurves | null,
): ChartModel {
  const { counts, totals, grid, numNegatives } = tables;
  return {
    title: 'What each threshold does',
    sentence:
      rates === null
        ? 'For each value of the slider: candidates kept, negatives selected of those wanted, starved queries, and suspects and known false negatives among the selected.'
        : 'For each value of the slider: candidates kept, negatives selected of those wanted, starved queries, suspects among the selected, and the share of false negatives among them: by the judge alone, and corrected by human labels with a 95 % interval that holds at each value by itself (pointwise), not for the curve as a whole.',
    n: `n = ${plural(totals.candidates, 'candidate')} of ${plural(totals.queries, 'query', 'queries')}`,
    xName,
    x: grid,
    isBinned: false,
    formatX,
    maxShare: 100,
    series: [
      { look: looks.kept, counts: counts.kept, whole: totals.candidates },
      { look: looks.wanted, counts: counts.selected, whole: totals.units * numNegatives },
      { look: looks.starved, counts: counts.starved, whole: totals.units },
      { look: looks.suspects, counts: counts.suspects, whole: counts.selected },
      ...(rates === null ? knownSeries(tables) : ratesSeries(rates)),
    ],
    ...(rates === null ? {} : { bands: [{ look: looks.correctedBand, low: rates.low, high: rates.high }] }),
  };
}

function ratesSeries({ estimate, judge }: RateCurves): readonly ChartSeries[] {
  return [
    { look: looks.judgeAlone, counts: judge, whole: 1, isShare: true },
    { look: looks.corrected, counts: estimate, whole: 1, isShare: true },
  ];
}

/** What is known to be a false negative: shares of the labels that happen to be there, without any correction. */
function knownSeries({ counts }: TuneTables): readonly ChartSeries[] {
  return [
    ...(sumOf(counts.judged) > 0
      ? [{ look: looks.judged, counts: counts.judged, whole: counts.selected }]
      : []),
    ...(sumOf(counts.annotated) > 0
      ? [{ look: looks.annotated, counts: counts.annotated, whole: counts.selected }]
      : []),
  ];
}
