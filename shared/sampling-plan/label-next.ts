import { hashUniform } from '../random.ts';
import type { LabelledFrame } from '../rates/labelled-frame.ts';
import { drawWave, type Wave } from './draw-wave.ts';
import { largestOfPairs, waveIntensity } from './wave-intensity.ts';

/** The next wave of labels, in the order to be shown. Both are by pair: `parts.pair` of the frame, else its entries. */
export type NextLabels = Pick<Wave, 'probability'> & { readonly order: Int32Array };

/**
 * "Label these next": a drawn wave that leans towards the current setting (`waveIntensity`), among judged pairs where the judge
 * was asked (of pairs that it could not be asked about, people can be), in random order. Probabilities only rise. `uniform`: the pairs' permanent random numbers (`permanentNumbers`).
 */
export function labelNext(
  frame: LabelledFrame,
  uniform: Float64Array,
  setting: number,
  count: number,
  seed: number,
): NextLabels {
  const wave = drawWave({
    uniform,
    probability: largestOfPairs(frame, frame.humanProbability),
    intensity: largestOfPairs(frame, waveIntensity(frame, setting)),
    ceiling: frame.answer.some((answer) => answer !== 0)
      ? largestOfPairs(frame, frame.judgeProbability).map((own) => (own > 0 ? own : 1))
      : null,
    count,
  });
  return { probability: wave.probability, order: shuffled(wave.added, seed) };
}

/** The permanent random number of every pair: a hash of (seed, query id, document id), so it never changes while the data do not. */
export function permanentNumbers(
  seed: number,
  pairs: readonly { readonly queryId: string; readonly documentId: string }[],
): Float64Array {
  return Float64Array.from(pairs, ({ queryId, documentId }) => hashUniform(seed, queryId, documentId));
}

/** Seeded random order. */
export function shuffled(items: Int32Array, seed: number): Int32Array {
  const keys = new Map(Array.from(items, (item) => [item, hashUniform(seed, 'order', String(item))]));
  return items.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || a - b);
}
