export const weightings = [
  'identity',
  'linear',
  'quadratic',
  'ordinal',
  'radical',
  'ratio',
  'circular',
  'bipolar',
] as const;
export type Weighting = (typeof weightings)[number];

/** Row-major `q × q`: how much of an agreement it is when one says category k and the other l; 1 on the diagonal. */
export type WeightMatrix = Float64Array;

/**
 * The weights of Gwet's Handbook of Inter-Rater Reliability (4th edition, 2014, chapter 3), as in irrCAC.
 * `values`: the categories as ascending numbers (1, 2, … where they are names). With one category the matrix is [1].
 */
export function agreementWeights(weighting: Weighting, values: readonly number[]): WeightMatrix {
  const q = values.length;
  const distance = distances[weighting];
  const lowest = values[0] ?? 0;
  const highest = values[q - 1] ?? 0;
  const weights = new Float64Array(q * q);
  let largest = 0;
  for (let k = 0; k < q; k++) {
    for (let l = 0; l < q; l++) {
      if (k === l) continue;
      const size = distance({
        a: values[k] ?? 0,
        b: values[l] ?? 0,
        apart: Math.abs(k - l),
        lowest,
        highest,
      });
      weights[k * q + l] = size;
      largest = Math.max(largest, size);
    }
  }
  const scale = fixedScales[weighting]?.(lowest, highest) ?? largest;
  for (let i = 0; i < weights.length; i++) weights[i] = scale === 0 ? 1 : 1 - (weights[i] ?? 0) / scale;
  return weights;
}

type Place = {
  readonly a: number;
  readonly b: number;
  readonly apart: number;
  readonly lowest: number;
  readonly highest: number;
};

const distances: Readonly<Record<Weighting, (place: Place) => number>> = {
  identity: () => 1,
  linear: ({ a, b }) => Math.abs(a - b),
  quadratic: ({ a, b }) => (a - b) ** 2,
  ordinal: ({ apart }) => (apart * (apart + 1)) / 2,
  radical: ({ a, b }) => Math.sqrt(Math.abs(a - b)),
  ratio: ({ a, b }) => ((a - b) / (a + b)) ** 2,
  circular: ({ a, b, lowest, highest }) => Math.sin((Math.PI * (a - b)) / (highest - lowest + 1)) ** 2,
  bipolar: ({ a, b, lowest, highest }) => (a - b) ** 2 / ((a + b - 2 * lowest) * (2 * highest - a - b)),
};

/** Where the distance between the ends is the unit, whatever lies between; elsewhere the largest distance is. */
const fixedScales: Partial<Record<Weighting, (lowest: number, highest: number) => number>> = {
  ratio: (lowest, highest) => ((highest - lowest) / (highest + lowest)) ** 2,
};
