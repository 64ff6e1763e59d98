import { countOf, countText } from '../text/count-text.ts';

/**
 * How a pair's probability is known. `known`: by a draw or a design of this program, 0 included. `line`: someone gave it with the pair's
 * label. `noLine`: the pair has none, and beside those that have, nobody knows whether it could have been drawn: its probability in the
 * frame is a stand-in above 0, which no estimate reads.
 */
export const probabilitySource = { known: 0, line: 1, noLine: 2 } as const;

/** Sums over the lines of a set, and the pairs that they should stand for, those with a line included. */
export type LineSums = {
  /** Σ 1 / π. */
  readonly total: number;
  /** Σ (1 − π) / π². */
  readonly variance: number;
  readonly size: number;
};

/** What one line adds to the variance, where pairs are drawn singly; so many times that where so many come together, with a whole query. */
export function lineVariance(probability: number): number {
  return (1 - probability) / (probability * probability);
}

/**
 * Whether a sample with these probabilities can be of as many pairs. Σ 1/π estimates how many there are, with variance Σ (1 − π)/π² where
 * pairs are drawn singly, and Σ m² (1 − π)/π² over queries that are drawn with their m pairs (Horvitz & Thompson 1952): more than four standard errors short is no chance.
 */
export function isCovered(sums: LineSums): boolean {
  return sums.size - sums.total <= tolerance(sums);
}

/**
 * Whether the probabilities stand for more pairs than there are, by the same measure: as those of several independent samples do, where a pair
 * has its probability in one of them, and not that of being in any, 1 − ∏ (1 − π).
 */
export function isOversampled(sums: LineSums): boolean {
  return sums.total - sums.size > tolerance(sums);
}

function tolerance({ variance, size }: LineSums): number {
  return 4 * Math.sqrt(Math.max(0, variance)) + 1e-6 * size;
}

/** Why nothing can be said by probabilities that stand for too many pairs. */
export function oversampledText(total: number, pairs: number): string {
  return `The given probabilities stand for ${countOf(Math.round(total), 'pair')}, where there are ${countText(pairs)}: they are not those of one sample. Where several were drawn on their own, each pair needs its probability of being in any of them, 1 − ∏ (1 − π).`;
}
