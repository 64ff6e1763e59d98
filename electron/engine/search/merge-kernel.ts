import { invariant } from '../../../shared/assert.ts';
import type { Hits } from './hit-finder.ts';
import { groupSize } from './hit-graph.ts';
import { mergeKernelBytes } from './merge-kernel-bytes.ts';
import { Instance, Memory, Module, pageBytes } from './web-assembly.ts';

/** Lists in the kernel's memory, of `rows` × `capacity` entries, and what adds hits to them. */
export type MergeKernel = {
  readonly counts: Int32Array;
  readonly thresholds: Float32Array;
  readonly scores: Float32Array;
  readonly documents: Int32Array;
  /** The documents of the block that hits come from. */
  readonly takeDocuments: (documents: Int32Array) => void;
  /** Hits `from` to `to`, at most `mostHits`. */
  readonly takeHits: (hits: Hits, from: number, to: number) => void;
  readonly mostHits: number;
  /**
   * Adds what lies above the rows' thresholds of the taken hits `from` to `to`; their row 0 is row `first` of the lists. Gives `to`, or the hit whose
   * row has no room for a group.
   */
  readonly merge: (first: number, from: number, to: number) => number;
};

type Place = { readonly at: number; readonly count: number };
type Merge = (...parameters: readonly number[]) => number;

/** Few enough for them to stay in the cache between being copied and being merged. */
const mostHits = 2_048;

/** Memory for lists of that size, all zero; blocks have at most `documentsPerBlock` documents. */
export function createMergeKernel(rows: number, capacity: number, documentsPerBlock: number): MergeKernel {
  let bytes = 0;
  /** Room for so many numbers of 4 bytes: where it begins, and how many they are. */
  const reserve = (count: number): Place => {
    const place = { at: bytes, count };
    bytes += 16 * Math.ceil(count / 4);
    return place;
  };
  const taken = {
    scores: reserve(groupSize * mostHits),
    rows: reserve(mostHits),
    groups: reserve(mostHits),
    documents: reserve(Math.ceil(documentsPerBlock / groupSize) * groupSize),
  };
  const lists = {
    counts: reserve(rows),
    thresholds: reserve(rows),
    scores: reserve(rows * capacity),
    documents: reserve(rows * capacity),
  };
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const memory = new Memory({ initial: pages, maximum: pages });
  const { merge } = new Instance(mergeModule(), { engine: { memory } }).exports;
  invariant(isMerge(merge), 'the kernel exports its function');
  const floats = ({ at, count }: Place): Float32Array => new Float32Array(memory.buffer, at, count);
  const integers = ({ at, count }: Place): Int32Array => new Int32Array(memory.buffer, at, count);
  const hitScores = floats(taken.scores);
  const [hitRows, hitGroups, blockDocuments] = [
    integers(taken.rows),
    integers(taken.groups),
    integers(taken.documents),
  ];
  let [lastGroup, lastMask] = [0, 0];

  return {
    counts: integers(lists.counts),
    thresholds: floats(lists.thresholds),
    scores: floats(lists.scores),
    documents: integers(lists.documents),
    takeDocuments: (documents) => {
      blockDocuments.set(documents);
      // Only the last group may be filled up with rows that are no documents.
      lastGroup = Math.floor(documents.length / groupSize);
      lastMask = 2 ** (documents.length % groupSize) - 1;
    },
    takeHits: (hits, from, to) => {
      hitRows.set(hits.rows.subarray(from, to));
      hitGroups.set(hits.groups.subarray(from, to));
      hitScores.set(hits.scores.subarray(groupSize * from, groupSize * to));
    },
    mostHits,
    merge: (first, from, to) =>
      merge(
        from,
        to,
        taken.rows.at,
        taken.groups.at,
        taken.scores.at,
        taken.documents.at,
        lists.counts.at + 4 * first,
        lists.thresholds.at + 4 * first,
        lists.scores.at + 4 * first * capacity,
        lists.documents.at + 4 * first * capacity,
        capacity,
        lastGroup,
        lastMask,
      ),
  };
}

let compiled: object | null = null;
function mergeModule(): object {
  compiled ??= new Module(mergeKernelBytes());
  return compiled;
}

function isMerge(value: unknown): value is Merge {
  return typeof value === 'function';
}
