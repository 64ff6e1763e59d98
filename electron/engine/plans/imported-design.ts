import type { LabelDesign } from '../../../shared/domain/label-origin.ts';
import { inRanges, type Pieces } from '../../../shared/pieces.ts';
import { isCovered, lineVariance, probabilitySource } from '../../../shared/rates/line-coverage.ts';
import type { PlanPairs } from './plan-pairs.ts';

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
export type SampledPairs = Pick<PlanPairs, 'count' | 'firstEntry' | 'query'> & {
  readonly pairs: Pick<PlanPairs['pairs'], 'baseline'>;
};

/** Inclusion probabilities of one phase, by pair. */
export type SampleColumns = {
  readonly probability: Float64Array;
  /** How each is known: `probabilitySource` codes. */
  readonly source: Uint8Array;
  /** Lines that were drawn together with this one, itself included: those of its query, where whole queries were drawn. */
  readonly together: Float64Array;
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
 * run's, the baseline's, the rest) of which some that nothing else covers have one, get the smallest that was given, as a stand-in: theirs
 * is not known, and whether the lines can stand for them is asked of each set that is rated (`isCovered`). Of a run, only where the lines
 * can stand for the whole part: else it holds pairs that could not have been drawn.
 */
export function* sampleColumns(
  { pairs, count, firstEntry, query }: SampledPairs,
  own: Float64Array,
  { census, srs, probability: given }: ImportedPairs,
  selected: Uint8Array | null,
): Pieces<SampleColumns> {
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
  const probability = new Float64Array(count);
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++)
      probability[pair] = 1 - (1 - (known[pair] ?? 0)) * (1 - (own[pair] ?? 0));
  });
  const source = new Uint8Array(count).fill(probabilitySource.known);
  const together = new Float64Array(count).fill(1);
  if (given.size === 0) return { probability, source, together, own, known };
  const parts = [noLines(), noLines(), noLines()] as const;
  const numberOfPart = (pair: number): 0 | 1 | 2 =>
    selected?.[pair] === 1 ? 0 : pairs.baseline[firstEntry[pair] ?? 0] === 1 ? 1 : 2;
  const lines = new Float64Array(count).fill(Number.NaN);
  for (const [pair, one] of given) lines[pair] = one;
  const isOpen = (pair: number): boolean => (probability[pair] ?? 0) === 0;
  yield* putTogether(
    together,
    lines,
    isOpen,
    (pair) => (query[pair] ?? 0) * parts.length + numberOfPart(pair),
  );
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++)
      if (isOpen(pair)) addLine(parts[numberOfPart(pair)], lines[pair] ?? Number.NaN, together[pair] ?? 1);
  });
  const standsFor = parts.map((part) =>
    part.smallest > 0 && (selected === null || isCovered(part)) ? part.smallest : 0,
  );
  const cover = (pair: number): void => {
    if (!isOpen(pair)) return;
    const one = lines[pair] ?? Number.NaN;
    const standIn = standsFor[numberOfPart(pair)] ?? 0;
    if (!Number.isNaN(one)) {
      probability[pair] = one;
      source[pair] = probabilitySource.line;
    } else if (standIn > 0) {
      probability[pair] = standIn;
      source[pair] = probabilitySource.noLine;
    }
  };
  yield* inRanges(count, (from, to) => {
    for (let pair = from; pair < to; pair++) cover(pair);
  });
  return { probability, source, together, own, known };
}

/**
 * Notes how many lines were drawn together where all open pairs of a query's part of the frame have one, with one and the same probability: as if the
 * query was drawn as a whole. Of pairs drawn singly a few look so by chance, which only makes the coverage of a part less certain.
 */
function* putTogether(
  together: Float64Array,
  lines: Float64Array,
  isOpen: (pair: number) => boolean,
  groupOf: (pair: number) => number,
): Pieces<void> {
  const groupOfPair = new Int32Array(lines.length);
  let groups = 0;
  yield* inRanges(lines.length, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      groupOfPair[pair] = groupOf(pair);
      groups = Math.max(groups, groupOf(pair) + 1);
    }
  });
  const size = new Int32Array(groups);
  const first = new Float64Array(groups);
  const differs = new Uint8Array(groups);
  const note = (pair: number): void => {
    if (!isOpen(pair)) return;
    const group = groupOfPair[pair] ?? 0;
    if (size[group] === 0) first[group] = lines[pair] ?? Number.NaN;
    // Also where there is no line: NaN is no number's equal, nor its own.
    if (lines[pair] !== first[group]) differs[group] = 1;
    size[group] = (size[group] ?? 0) + 1;
  };
  yield* inRanges(lines.length, (from, to) => {
    for (let pair = from; pair < to; pair++) note(pair);
  });
  yield* inRanges(lines.length, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      const group = groupOfPair[pair] ?? 0;
      if (isOpen(pair) && differs[group] === 0) together[pair] = size[group] ?? 1;
    }
  });
}

/** Lines of a part of the frame; `smallest`: 0 without any. */
type PartLines = { total: number; variance: number; size: number; smallest: number };

const noLines = (): PartLines => ({ total: 0, variance: 0, size: 0, smallest: 0 });

/** `probability`: NaN without a line. */
function addLine(part: PartLines, probability: number, together: number): void {
  part.size += 1;
  if (Number.isNaN(probability)) return;
  part.total += 1 / probability;
  part.variance += together * lineVariance(probability);
  part.smallest = part.smallest === 0 ? probability : Math.min(part.smallest, probability);
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
