import type { MiningSettings } from '../domain/mining-settings.ts';
import type { DecisionMaterial } from '../mining/decide-pool.ts';
import type { FateFilter } from './candidate-fate.ts';
import type { Slider } from './slider.ts';

/**
 * Bits of `TuneMaterial.labels`: what is known of a candidate beside its score. `judged` and `annotated` are false negatives by
 * judge and by human; the other two say that there is a label at all.
 */
export const labelBit = { judged: 1, annotated: 2, judgeLabel: 4, humanLabel: 8 } as const;

/** Everything about a pool that tables count. */
export type TuneMaterial = DecisionMaterial & {
  /** Row-major rows × poolSize, bits of `labelBit`: null where nothing is labelled. */
  readonly labels: Uint8Array | null;
  /** Every row is known to be in order of score (`isPoolOrdered`). */
  readonly ordered: boolean;
};

/** `from ≤ x < to`, or `x ≤ to` where closed (a histogram's last bin). */
export type TuneRange = { readonly from: number; readonly to: number; readonly closed: boolean };

/**
 * What is brushed. Candidates outside a range are not counted, and neither are rows without any candidate inside all of them;
 * verdicts and selection stay what they are: a filter hides, it does not mine.
 */
export type TuneFilter = {
  /** By pool row: 1 is shown. */
  readonly rows: Uint8Array | null;
  readonly score: TuneRange | null;
  /** Anchor − score; a candidate without an anchor is outside. */
  readonly difference: TuneRange | null;
  readonly rank: TuneRange | null;
  /** What became of a candidate under a setting of its own. */
  readonly fate: FateFilter | null;
};

export const noFilter: TuneFilter = { rows: null, score: null, difference: null, rank: null, fate: null };

export type TuneRequest = {
  /** Its own value of the slider's parameter does not matter. */
  readonly settings: MiningSettings;
  readonly slider: Slider;
  /** Values of the slider's parameter, ascending. */
  readonly grid: Float64Array;
  /** Of InfoNCE, in units of the score; null leaves the loss out (teachers without vectors). */
  readonly temperature: number | null;
  readonly filter: TuneFilter;
};

/** Whether a value lies in a range; NaN does not. */
export function isInside(range: TuneRange, value: number): boolean {
  return value >= range.from && (value < range.to || (range.closed && value === range.to));
}

/** Whether a candidate lies in all brushed ranges. */
export function isInsideRanges(
  { score, difference, rank }: Pick<TuneFilter, 'score' | 'difference' | 'rank'>,
  candidateRank: number,
  candidateScore: number,
  anchorScore: number,
): boolean {
  return (
    (score === null || isInside(score, candidateScore)) &&
    (rank === null || isInside(rank, candidateRank)) &&
    (difference === null || isInside(difference, anchorScore - candidateScore))
  );
}
