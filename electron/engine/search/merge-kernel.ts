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

type Merge = (...parameters: readonly number[]) => number;

/** Few enough for them to stay in the cache between being copied and being merged. */
const mostHits = 2_048;

/** Memory for lists of that size, all zero; blocks have at most `documentsPerBlock` documents. */
export function createMergeKernel(rows: number, capacity: number, documentsPerBlock: number): MergeKernel {
  const blockSlots = Math.ceil(documentsPerBlock / groupSize) * groupSize;
  const entries = rows * capacity;
  const lengths = {
    scores: groupSize * mostHits,
    rows: mostHits,
    groups: mostHits,
    documents: blockSlots,
    counts: rows,
    thresholds: rows,
    listScores: entries,
    listDocuments: entries,
  };
  const at = { ...lengths };
  let bytes = 0;
  for (const name of namesOf(lengths)) {
    at[name] = bytes;
    bytes += 4 * Math.ceil(lengths[name] / 4) * 4;
  }
  const pages = Math.max(1, Math.ceil(bytes / pageBytes));
  const memory = new Memory({ initial: pages, maximum: pages });
  const { merge } = new Instance(mergeModule(), { engine: { memory } }).exports;
  invariant(isMerge(merge), 'the kernel exports its function');
  const floats = (name: keyof typeof at): Float32Array =>
    new Float32Array(memory.buffer, at[name], lengths[name]);
  const integers = (name: keyof typeof at): Int32Array =>
    new Int32Array(memory.buffer, at[name], lengths[name]);
  const taken = {
    scores: floats('scores'),
    rows: integers('rows'),
    groups: integers('groups'),
    documents: integers('documents'),
  };
  let [lastGroup, lastMask] = [0, 0];

  return {
    counts: integers('counts'),
    thresholds: floats('thresholds'),
    scores: floats('listScores'),
    documents: integers('listDocuments'),
    takeDocuments: (documents) => {
      taken.documents.set(documents);
      // Only the last group may be filled up with rows that are no documents.
      lastGroup = Math.floor(documents.length / groupSize);
      lastMask = 2 ** (documents.length % groupSize) - 1;
    },
    takeHits: (hits, from, to) => {
      taken.rows.set(hits.rows.subarray(from, to));
      taken.groups.set(hits.groups.subarray(from, to));
      taken.scores.set(hits.scores.subarray(groupSize * from, groupSize * to));
    },
    mostHits,
    merge: (first, from, to) =>
      merge(
        from,
        to,
        at.rows,
        at.groups,
        at.scores,
        at.documents,
        at.counts + 4 * first,
        at.thresholds + 4 * first,
        at.listScores + 4 * first * capacity,
        at.listDocuments + 4 * first * capacity,
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

function namesOf<T extends object>(record: T): readonly (keyof T)[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a literal's own keys
  return Object.keys(record) as (keyof T)[];
}
