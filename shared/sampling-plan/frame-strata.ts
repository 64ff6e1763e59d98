import { allAtOnce, inRanges, type Pieces } from '../pieces.ts';

/** Strata of a frame: selection interval × teacher rank, ordered by interval (strictest first), then rank. */
export type FrameStrata = {
  readonly stratum: Int32Array;
  readonly strata: number;
  /** For each stratum, the settings its pairs enter at (first, last) and the ranks they have (first, last). */
  readonly labels: readonly {
    readonly entry: readonly [number, number];
    readonly rank: readonly [number, number];
  }[];
};

/** Ranks that part strata: 1 to 4, 5 to 20, beyond. */
export const rankEdges: readonly number[] = [4, 20];

/** Number of `rankBand`s. */
export const rankBands = rankEdges.length + 1;

/** Which part of the ranks a rank is in, from 0. */
export function rankBand(rank: number, edges = rankEdges): number {
  const place = edges.findIndex((edge) => rank <= edge);
  return place < 0 ? edges.length : place;
}

/**
 * Strata over the declared grid (`statistics.md` §3). Pairs are parted by the setting they enter at into at most `bands` bands of about
 * equal size, within a band into those that stay to the grid's end and those that leave, then by rank. Empty strata are left out.
 */
export function frameStrata(frame: StratifiedFrame, options: StrataOptions = {}): FrameStrata {
  return allAtOnce(frameStrataInPieces(frame, options));
}

type StratifiedFrame = {
  readonly entry: Int32Array;
  readonly exit: Int32Array;
  readonly rank: Int32Array;
  readonly settings: number;
};

type StrataOptions = { readonly bands?: number; readonly edges?: readonly number[] };

/** `frameStrata` of a frame of any size. */
export function* frameStrataInPieces(
  frame: StratifiedFrame,
  options: StrataOptions = {},
): Pieces<FrameStrata> {
  const { bands = 4, edges = rankEdges } = options;
  const bandOf = entryBands(frame.entry, frame.settings, bands);
  const bandCount = edges.length + 1;
  const keys = new Int32Array(frame.entry.length);
  const isPresent = new Uint8Array((bands + 1) * 2 * bandCount);
  yield* inRanges(keys.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const leaves = (frame.exit[i] ?? 0) < frame.settings ? 1 : 0;
      const band = bandOf[frame.entry[i] ?? 0] ?? bands;
      const key = (band * 2 + leaves) * bandCount + rankBand(frame.rank[i] ?? 1, edges);
      keys[i] = key;
      isPresent[key] = 1;
    }
  });
  const numbers = new Int32Array(isPresent.length);
  let strata = 0;
  for (const [key, present] of isPresent.entries()) {
    numbers[key] = strata;
    strata += present;
  }
  const stratum = keys.map((key) => numbers[key] ?? 0);
  const entries = yield* rangesBy(stratum, strata, frame.entry);
  const ranks = yield* rangesBy(stratum, strata, frame.rank);
  return {
    stratum,
    strata,
    labels: entries.map((entry, number) => ({ entry, rank: ranks[number] ?? [0, 0] })),
  };
}

/** Lowest and highest value of each stratum, none of which is empty. */
function* rangesBy(
  stratum: Int32Array,
  strata: number,
  values: Int32Array,
): Pieces<readonly (readonly [number, number])[]> {
  const lowest = new Float64Array(strata).fill(Infinity);
  const highest = new Float64Array(strata).fill(-Infinity);
  yield* inRanges(stratum.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const number = stratum[i] ?? 0;
      const value = values[i] ?? 0;
      if (value < (lowest[number] ?? 0)) lowest[number] = value;
      if (value > (highest[number] ?? 0)) highest[number] = value;
    }
  });
  return Array.from(lowest, (low, number) => [low, highest[number] ?? 0]);
}

/** Band of each entry setting; those past the grid (only in the baseline) are a band of their own. */
function entryBands(entry: Int32Array, settings: number, bands: number): Int32Array {
  const counts = new Float64Array(settings + 1);
  let inside = 0;
  for (const at of entry) {
    const place = Math.min(Math.max(at, 0), settings);
    counts[place] = (counts[place] ?? 0) + 1;
    if (place < settings) inside += 1;
  }
  const bandOf = new Int32Array(
    Math.max(settings + 1, entry.reduce((most, at) => Math.max(most, at), 0) + 1),
  ).fill(bands);
  let before = 0;
  for (let setting = 0; setting < settings; setting++) {
    bandOf[setting] = Math.min(bands - 1, Math.floor((bands * before) / Math.max(1, inside)));
    before += counts[setting] ?? 0;
  }
  return bandOf;
}
