import type { Anchor } from '../domain/mining-settings.ts';
import type { PositiveScores } from './pool.ts';

/**
 * The score that the rules of one row compare with, over its scored positives from `from` to `to`; NaN where none is scored.
 * The mean is summed in float64 in stored order.
 */
export function anchorScoreOf(
  positives: PositiveScores,
  from: number,
  to: number,
  anchor: Exclude<Anchor, 'each'>,
): number {
  let scored = 0;
  let sum = 0;
  let min = Number.NaN;
  let max = Number.NaN;
  for (let i = from; i < to; i++) {
    const score = positives.scores[i] ?? Number.NaN;
    if (Number.isNaN(score)) continue;
    scored++;
    sum += score;
    if (!(min <= score)) min = score;
    if (!(max >= score)) max = score;
  }
  if (anchor === 'min') return min;
  return anchor === 'max' ? max : sum / scored;
}
