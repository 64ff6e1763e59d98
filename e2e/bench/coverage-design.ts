import type { LabelledFrame } from '../../shared/rates/labelled-frame.ts';
import { drawWave } from '../../shared/sampling-plan/draw-wave.ts';
import { waveIntensity } from '../../shared/sampling-plan/wave-intensity.ts';
import { pairs, pairsOfQuery, queries, type Uniforms } from './coverage-population.ts';

export const plans = ['plain', 'stratified', 'two waves'] as const;
export type Plan = (typeof plans)[number];

/** Selected share of the frame: setting 0 is the strict one, a pair a query; setting 1 selects the whole frame. */
export const shares = [0.1, 1] as const;

export const judgedPairs = 4000;

const rankGroups = 3;

function isStrict(i: number): boolean {
  return i % pairsOfQuery === Math.floor(i / pairsOfQuery) % pairsOfQuery;
}

export type FixedFrame = Pick<
  LabelledFrame,
  'settings' | 'entry' | 'exit' | 'baseline' | 'stratum' | 'strata' | 'cluster' | 'clusters'
>;

/** The strict setting takes a rank that goes round with the query, so both settings have the same expected rate. */
export function fixedFrame(): FixedFrame {
  const entry = new Int32Array(pairs);
  const stratum = new Int32Array(pairs);
  const cluster = new Int32Array(pairs);
  for (let i = 0; i < pairs; i++) {
    const query = Math.floor(i / pairsOfQuery);
    const rank = i % pairsOfQuery;
    const strict = isStrict(i);
    entry[i] = strict ? 0 : 1;
    stratum[i] = (strict ? 0 : rankGroups) + Math.floor((rank * rankGroups) / pairsOfQuery);
    cluster[i] = query;
  }
  return {
    settings: 2,
    entry,
    exit: new Int32Array(pairs).fill(2),
    baseline: new Uint8Array(pairs).fill(1),
    stratum,
    strata: 2 * rankGroups,
    cluster,
    clusters: queries,
  };
}

const none = new Float64Array(pairs);
const even = new Float64Array(pairs).fill(1);

/** By setting: the judge is asked four times as densely about what is selected there. */
const askedIntensities = shares.map((_, setting) =>
  even.map((one, i) => (isStrict(i) || setting > 0 ? 4 * one : one)),
);

/** The first phase: permanent random numbers, and whom the judge was asked about. */
export type Asked = {
  readonly numbers: Float64Array;
  readonly probability: Float64Array;
  readonly answer: Uint8Array;
};

/** Asks the judge about 4,000 pairs, evenly or leaning towards `leanTo`. */
export function drawAsked(leanTo: number | null, uniform: Uniforms, judge: Uint8Array): Asked {
  const numbers = new Float64Array(pairs);
  for (let i = 0; i < pairs; i++) numbers[i] = uniform();
  const { probability, added } = drawWave({
    uniform: numbers,
    probability: none,
    intensity: leanTo === null ? even : (askedIntensities[leanTo] ?? even),
    ceiling: null,
    count: judgedPairs,
  });
  const answer = new Uint8Array(pairs);
  for (const i of added) answer[i] = 1 + (judge[i] ?? 0);
  return { numbers, probability, answer };
}

/** The second phase among the asked, under a plan that leans towards `setting`; labels are read off the truth. */
export function drawLabels(
  fixed: FixedFrame,
  asked: Asked,
  plan: Plan,
  setting: number,
  labels: number,
  truth: Uint8Array,
): LabelledFrame {
  const { numbers, probability: judgeProbability, answer } = asked;
  const known = { ...fixed, judgeProbability, answer, humanProbability: none, label: new Uint8Array(0) };
  const wave = (probability: Float64Array, intensity: Float64Array, count: number): Float64Array =>
    drawWave({ uniform: numbers, probability, intensity, ceiling: judgeProbability, count }).probability;
  let humanProbability: Float64Array;
  if (plan === 'plain') {
    humanProbability = wave(none, even, labels);
  } else if (plan === 'stratified') {
    humanProbability = wave(none, waveIntensity(known, setting), labels);
  } else {
    const first = wave(none, even, labels / 2);
    const intensity = waveIntensity(known, setting);
    // The second wave also prefers what the judge calls relevant.
    for (let i = 0; i < pairs; i++) if (answer[i] === 2) intensity[i] = 2 * (intensity[i] ?? 0);
    humanProbability = wave(first, intensity, labels / 2);
  }
  const label = new Uint8Array(pairs);
  for (let i = 0; i < pairs; i++) {
    if ((numbers[i] ?? 0) < (humanProbability[i] ?? 0)) label[i] = 1 + (truth[i] ?? 0);
  }
  return { ...known, humanProbability, label };
}
