import type { LabelledFrame } from '../labelled-frame.ts';

/** A pair as tests write it; what is left out is a judged census pair of stratum 0, selected everywhere, in a cluster of its own. */
export type TestPair = {
  readonly entry?: number;
  readonly exit?: number;
  readonly baseline?: 0 | 1;
  readonly stratum?: number;
  readonly cluster?: number;
  readonly judgeProbability?: number;
  readonly answer?: number;
  readonly humanProbability?: number;
  readonly label?: number;
};

export function frameOf(pairs: readonly TestPair[], settings = 1): LabelledFrame {
  const cluster = Int32Array.from(pairs, (pair, i) => pair.cluster ?? i);
  const stratum = Int32Array.from(pairs, (pair) => pair.stratum ?? 0);
  return {
    settings,
    entry: Int32Array.from(pairs, (pair) => pair.entry ?? 0),
    exit: Int32Array.from(pairs, (pair) => pair.exit ?? settings),
    baseline: Uint8Array.from(pairs, (pair) => pair.baseline ?? 1),
    stratum,
    strata: Math.max(0, ...stratum) + 1,
    cluster,
    clusters: Math.max(0, ...cluster) + 1,
    judgeProbability: Float64Array.from(pairs, (pair) => pair.judgeProbability ?? 1),
    answer: Uint8Array.from(pairs, (pair) => pair.answer ?? 1),
    humanProbability: Float64Array.from(pairs, (pair) => pair.humanProbability ?? 1),
    label: Uint8Array.from(pairs, (pair) => pair.label ?? 0),
  };
}
