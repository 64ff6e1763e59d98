import { kthSmallest } from '../statistics/kth-smallest.ts';

/** One wave's wish. All arrays have one entry a pair of the frame. */
export type WaveRequest = {
  /** Permanent random numbers, uniform in [0, 1): a pair is in the sample when its number is below its probability. */
  readonly uniform: Float64Array;
  /** Probabilities so far; 0 before the first wave. */
  readonly probability: Float64Array;
  /** Wanted intensity, relative: twice the number, twice the chance. Above 0 for every pair that rates are to speak of (the floor). */
  readonly intensity: Float64Array;
  /** Probability that cannot be passed: the first phase's, when only judged pairs may be labelled. Null: 1. */
  readonly ceiling: Float64Array | null;
  /** New pairs wanted. */
  readonly count: number;
};

export type Wave = {
  /** Probabilities after the wave: nowhere lower than before. */
  readonly probability: Float64Array;
  /** Pairs that this wave adds, ascending by index: shuffle before showing. */
  readonly added: Int32Array;
};

/**
 * Raises every pair's probability to max(before, c · intensity), with the c that adds `count` pairs (all there are, when fewer):
 * sequential Poisson sampling with permanent random numbers (Ohlsson 1995, 1998). Deterministic given `uniform`.
 */
export function drawWave(request: WaveRequest): Wave {
  const { uniform, probability, intensity, ceiling, count } = request;
  const size = uniform.length;
  const scales = new Float64Array(size);
  let open = 0;
  for (let i = 0; i < size; i++) {
    const u = uniform[i] ?? 0;
    const wanted = intensity[i] ?? 0;
    if (u < (probability[i] ?? 0) || wanted <= 0 || u >= (ceiling?.[i] ?? 1)) continue;
    scales[open] = u / wanted;
    open += 1;
  }
  if (count <= 0) return { probability: probability.slice(), added: new Int32Array(0) };
  const scale = open <= count ? Infinity : betweenNeighbours(scales.subarray(0, open), count);
  const raised = new Float64Array(size);
  const added = new Int32Array(Math.min(open, count));
  let at = 0;
  for (let i = 0; i < size; i++) {
    const before = probability[i] ?? 0;
    const wanted = intensity[i] ?? 0;
    const after = wanted > 0 ? Math.max(before, Math.min(ceiling?.[i] ?? 1, scale * wanted)) : before;
    raised[i] = after;
    const u = uniform[i] ?? 0;
    if (u >= before && u < after && at < added.length) {
      added[at] = i;
      at += 1;
    }
  }
  return { probability: raised, added };
}

/** A scale above the first `count` pairs' own and not above the next one's. */
function betweenNeighbours(scales: Float64Array, count: number): number {
  const next = kthSmallest(scales, count);
  let last = 0;
  for (let i = 0; i < count; i++) last = Math.max(last, scales[i] ?? 0);
  return last === next ? next : (last + next) / 2;
}
