import { type DocumentBlock, wholeGroups } from './document-blocks.ts';
import type { HitFinder } from './hit-finder.ts';
import { groupSize } from './hit-graph.ts';
import type { HitDocuments, HitQueries } from './hit-operands.ts';
import { mergeHits } from './merge-hits.ts';
import type { QueryGroup } from './query-group.ts';
import { emptyRunningTop, type Lists, type RunningTop, trimRow } from './running-top.ts';

/** Queries that ask for equally many documents; entry i of `positions` owns row i of `lists`. */
export type ApproximateClass = {
  readonly positions: Int32Array;
  readonly lists: Lists;
  /** The highest approximate score that a document outside a row's list can have. */
  readonly cutOf: (row: number) => number;
};

/** A class on its way: what its rows are multiplied as, and their lists in those units. */
export type ScannedClass = {
  readonly positions: Int32Array;
  readonly queries: HitQueries;
  readonly top: RunningTop;
};

/** What a pass is made with: what finds high scores, for how many queries and among at most how many documents at a time. */
export type ApproximateMeans = {
  readonly finder: HitFinder;
  readonly queriesPerRun: number;
  readonly documentsPerBlock: number;
};

/** Who looks on while pairs are scored: when to stop, and how many more (query, document) pairs are done. */
export type PairWatch = { readonly signal: AbortSignal; readonly onPairs: (pairs: number) => void };

/**
 * One pass over the corpus: the float32 best of every class, trimmed. Classes keep rows that need long lists (many exclusions,
 * many near-ties) from slowing the others. Stops between runs of the graph.
 */
export async function approximateSearch(
  means: ApproximateMeans,
  blocks: AsyncIterable<DocumentBlock>,
  group: QueryGroup,
  wanted: ReadonlyMap<number, Int32Array>,
  watch: PairWatch,
): Promise<ApproximateClass[]> {
  const classes: ScannedClass[] = [];
  for (const [k, some] of wanted) {
    const { positions, queries } = await takeQueries(means.finder, group, some);
    classes.push({ positions, queries, top: emptyRunningTop(positions.length, k, means.documentsPerBlock) });
  }
  await scanBlocks(means, blocks, classes, watch);
  return classes.map(({ positions, top }) => {
    for (let row = 0; row < positions.length; row++) trimRow(top, row);
    return { positions, lists: top, cutOf: (row) => top.thresholds[row] ?? Infinity };
  });
}

/** The queries at `positions` as the finder reads them, and their positions in its order. */
export async function takeQueries(
  finder: HitFinder,
  { size, vectors, norms }: QueryGroup,
  positions: Int32Array,
): Promise<{ readonly positions: Int32Array; readonly queries: HitQueries }> {
  const whole = positions.length === size && positions.every((p, i) => p === i);
  const queries = whole
    ? await finder.queries(vectors, norms)
    : await finder.queries(
        gatherRows(vectors, positions),
        Float64Array.from(positions, (p) => norms[p] ?? 0),
      );
  return { positions: Int32Array.from(queries.order, (row) => positions[row] ?? 0), queries };

  function gatherRows(rows: Float32Array, some: Int32Array): Float32Array {
    const dimensions = rows.length / size;
    const gathered = new Float32Array(some.length * dimensions);
    for (const [i, p] of some.entries()) {
      gathered.set(rows.subarray(p * dimensions, (p + 1) * dimensions), i * dimensions);
    }
    return gathered;
  }
}

/** Adds what the blocks hold to the lists of every class; gives how many documents those were, and their errors. */
export async function scanBlocks(
  means: ApproximateMeans,
  blocks: AsyncIterable<DocumentBlock>,
  classes: readonly ScannedClass[],
  watch: PairWatch,
): Promise<{ readonly documents: number; readonly largestError: number; readonly meanError: number }> {
  let [count, largest, sum] = [0, 0, 0];
  for await (const block of blocks) {
    for (const { rows, documents } of count === 0 ? beginning(block) : [block]) {
      const operands = await means.finder.documents(rows);
      const errors = operands.errors.subarray(0, documents.length);
      largest = Math.max(largest, largestOf(errors));
      sum += sumOf(errors);
      count += documents.length;
      for (const each of classes) await scanClass(means, each, operands, documents, watch);
    }
  }
  return { documents: count, largestError: largest, meanError: count === 0 ? 0 : sum / count };
}

async function scanClass(
  { finder, queriesPerRun }: ApproximateMeans,
  { positions, queries, top }: ScannedClass,
  operands: HitDocuments,
  documents: Int32Array,
  watch: PairWatch,
): Promise<void> {
  for (let first = 0; first < positions.length; first += queriesPerRun) {
    watch.signal.throwIfAborted();
    const last = Math.min(positions.length, first + queriesPerRun);
    const hits = await finder.find(queries, first, operands, top.thresholds.subarray(first, last));
    mergeHits(top, first, hits, documents);
  }
  // Not for every run: each message interrupts the engine's thread, which shares the processor.
  watch.onPairs(positions.length * documents.length);
}

// Loops over many numbers are functions of their own here: what is called often is compiled soon and once, while a long function is compiled
// again and again, as its parts turn out to be used.

function largestOf(numbers: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, numbers[i] ?? 0);
  return largest;
}

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? 0;
  return sum;
}

/** Documents that set the first thresholds; until then everything is a hit. */
const firstDocuments = 8 * groupSize;

/** A block in two pieces. */
function beginning({ rows, documents }: DocumentBlock): readonly DocumentBlock[] {
  if (documents.length <= firstDocuments) return [{ rows, documents }];
  const dimensions = rows.length / wholeGroups(documents.length);
  return [
    { rows: rows.subarray(0, firstDocuments * dimensions), documents: documents.subarray(0, firstDocuments) },
    { rows: rows.subarray(firstDocuments * dimensions), documents: documents.subarray(firstDocuments) },
  ];
}
