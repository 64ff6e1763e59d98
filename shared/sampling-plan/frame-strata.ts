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
export function frameStrata(
  frame: {
    readonly entry: Int32Array;
    readonly exit: Int32Array;
    readonly rank: Int32Array;
    readonly settings: number;
  },
  options: { readonly bands?: number; readonly edges?: readonly number[] } = {},
): FrameStrata {
  const { bands = 4, edges = rankEdges } = options;
  const bandOf = entryBands(frame.entry, frame.settings, bands);
  const keys = Array.from(frame.entry, (entry, i) => {
    const rank = frame.rank[i] ?? 1;
    const leaves = (frame.exit[i] ?? 0) < frame.settings ? 1 : 0;
    return ((bandOf[entry] ?? bands) * 2 + leaves) * (edges.length + 1) + rankBand(rank, edges);
  });
  const present = [...new Set(keys)].toSorted((a, b) => a - b);
  const numbers = new Map(present.map((key, number) => [key, number]));
  const stratum = Int32Array.from(keys, (key) => numbers.get(key) ?? 0);
  const bounds = present.map(() => ({ entry: [Infinity, -Infinity], rank: [Infinity, -Infinity] }));
  stratum.forEach((number, i) => {
    const bound = bounds[number];
    if (bound === undefined) return;
    const entry = frame.entry[i] ?? 0;
    const rank = frame.rank[i] ?? 0;
    bound.entry = [Math.min(bound.entry[0] ?? entry, entry), Math.max(bound.entry[1] ?? entry, entry)];
    bound.rank = [Math.min(bound.rank[0] ?? rank, rank), Math.max(bound.rank[1] ?? rank, rank)];
  });
  return {
    stratum,
    strata: present.length,
    labels: bounds.map(({ entry, rank }) => ({
      entry: [entry[0] ?? 0, entry[1] ?? 0],
      rank: [rank[0] ?? 0, rank[1] ?? 0],
    })),
  };
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
