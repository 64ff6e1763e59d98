import type { PlanPairs } from './plan-pairs.ts';

/** How labels made elsewhere say that their pairs were chosen (`cli.md`, "Labels"). */
export const labelDesigns = ['census', 'srs', 'probability', 'unknown'] as const;
export type LabelDesign = (typeof labelDesigns)[number];

/** Pairs with a label of someone else's, by design; of `probability`, each with its own. */
export type ImportedPairs = {
  readonly census: Set<number>;
  readonly srs: Set<number>;
  readonly probability: Map<number, number>;
};

export function noImportedPairs(): ImportedPairs {
  return { census: new Set(), srs: new Set(), probability: new Map() };
}

/** Notes a pair; what has no design, or no probability where its design is one, is not taken: false. */
export function addImported(
  { census, srs, probability }: ImportedPairs,
  pair: number,
  design: LabelDesign,
  own: number | null,
): boolean {
  if (design === 'census') census.add(pair);
  else if (design === 'srs') srs.add(pair);
  else if (design === 'probability' && own !== null)
    probability.set(pair, Math.max(own, probability.get(pair) ?? 0));
  else return false;
  return true;
}

/** Pairs that are sampled, and where the parts of their frame lie. */
export type SampledPairs = Pick<PlanPairs, 'count' | 'firstEntry'> & {
  readonly pairs: Pick<PlanPairs['pairs'], 'baseline'>;
};

/** Inclusion probabilities of one phase, by pair. */
export type SampleColumns = {
  readonly probability: Float64Array;
  /** By draws of this program. */
  readonly own: Float64Array;
  /** By someone's census or simple random sample of the run. */
  readonly known: Float64Array;
};

/**
 * Puts the plans that a pair can have come by together. Draws of this program (`own`) and a census or simple random sample of the run
 * know nothing of each other, so that either may have chosen a pair: 1 − (1 − a)(1 − b). `selected` are the run's pairs; null for a view,
 * of which no simple random sample can be.
 * `census`: 1 for what was labelled, so that a pair that was not shows as one without a chance. `srs`: labelled of the run's selected /
 * all of these. `probability`: the line's own, where nothing else covers the pair. Pairs without a line, in a part of the frame (the
 * run's, the baseline's, the rest) of which some have one, get the smallest that was given: theirs is not known, and no estimate reads it
 * but to see that it is above 0. Of a run, only where the lines can stand for the whole part (`isCovered`): else it holds pairs that could
 * not have been drawn.
 */
export function sampleColumns(
  { pairs, count, firstEntry }: SampledPairs,
  own: Float64Array,
  { census, srs, probability: given }: ImportedPairs,
  selected: Uint8Array | null,
): SampleColumns {
  const known = new Float64Array(count);
  if (srs.size > 0 && selected !== null) {
    const all = selected.reduce((sum, one) => sum + one, 0);
    let drawn = 0;
    for (const pair of srs) drawn += selected[pair] ?? 0;
    selected.forEach((one, pair) => {
      if (one === 1) known[pair] = drawn / all;
    });
  }
  for (const pair of census) known[pair] = 1;
  const probability = known.map((one, pair) => 1 - (1 - one) * (1 - (own[pair] ?? 0)));
  if (given.size === 0) return { probability, own, known };
  const smallest = [0, 0, 0];
  const sizes = [0, 0, 0];
  const lines: [number[], number[], number[]] = [[], [], []];
  const partOf = (pair: number): 0 | 1 | 2 =>
    selected?.[pair] === 1 ? 0 : pairs.baseline[firstEntry[pair] ?? 0] === 1 ? 1 : 2;
  for (let pair = 0; pair < count; pair++) {
    if ((probability[pair] ?? 0) > 0) continue;
    const part = partOf(pair);
    sizes[part] = (sizes[part] ?? 0) + 1;
    const one = given.get(pair);
    if (one !== undefined) lines[part].push(one);
  }
  for (const [pair, one] of given) {
    const part = partOf(pair);
    if (selected !== null && !isCovered(lines[part], sizes[part] ?? 0)) continue;
    const before = smallest[part] ?? 0;
    smallest[part] = before === 0 ? one : Math.min(before, one);
  }
  for (let pair = 0; pair < count; pair++) {
    if ((probability[pair] ?? 0) === 0) probability[pair] = given.get(pair) ?? smallest[partOf(pair)] ?? 0;
  }
  return { probability, own, known };
}

/**
 * Whether a sample with these probabilities can be of as many pairs. Σ 1/π estimates how many there are, with variance Σ (1 − π)/π² where
 * pairs are drawn singly, less else (Horvitz & Thompson 1952): more than four standard errors short is no chance.
 */
function isCovered(probabilities: readonly number[], size: number): boolean {
  const total = probabilities.reduce((sum, one) => sum + 1 / one, 0);
  const variance = probabilities.reduce((sum, one) => sum + (1 - one) / (one * one), 0);
  return size - total <= 4 * Math.sqrt(variance) + 1e-6 * size;
}

/** Whether a label of this design is of a pair in the sample. */
export function isImportedInSample(
  { own, known }: Pick<SampleColumns, 'own' | 'known'>,
  pair: number,
  design: LabelDesign,
): boolean {
  if (design === 'probability') return (own[pair] ?? 0) === 0 && (known[pair] ?? 0) === 0;
  return design !== 'unknown' && (known[pair] ?? 0) > 0;
}
