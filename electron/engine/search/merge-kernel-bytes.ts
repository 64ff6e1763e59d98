import { groupSize } from './hit-graph.ts';
import {
  advance,
  type Bytes,
  code,
  constant,
  get,
  loop,
  noValue,
  op,
  set,
  simd,
  sum,
  type,
  vector,
  wasmModule,
} from './wasm-bytes.ts';

/**
 * The loop that adds hits to lists, as WebAssembly, assembled here: four scores an instruction are compared with the row's threshold.
 *
 *   merge(from, to, rows, groups, scores, documents, counts, thresholds, listScores, listDocuments, capacity, lastGroup, lastMask)
 *
 * `rows` to `listDocuments` are byte addresses, of hits and of lists: what lies above its row's threshold of hit `from` and following is put behind
 * what the row's list holds. Gives `to`, or the hit whose row has no room for a whole group. Of `lastGroup` only the lanes
 * in `lastMask` are documents.
 */
export const mergeKernelBytes = (): Uint8Array<ArrayBuffer> =>
  wasmModule({
    name: 'merge',
    parameters: Array.from({ length: 13 }, () => type.i32),
    results: [type.i32],
    body: [...locals, ...loop(perHit, from, to), ...get(to)],
  });

// Parameters, then locals.
const [from, to, rows, groups, scores, documents, counts, thresholds] = [0, 1, 2, 3, 4, 5, 6, 7];
const [listScores, listDocuments, capacity, lastGroup, lastMask] = [8, 9, 10, 11, 12];
const [row, group, mask, at, hitScores, hitDocuments, lane, limit] = [13, 14, 15, 16, 17, 18, 19, 20];
const locals: Bytes = [2, 7, type.i32, 1, type.v128];

const times = (value: Bytes, factor: number): Bytes => [...value, ...constant(factor), op.i32Multiply];
const plus = (a: Bytes, b: Bytes): Bytes => [...a, ...b, op.i32Add];
const load = (address: Bytes): Bytes => [...address, op.i32Load, 2, 0];
const entry = (base: number, index: number): Bytes => plus(get(base), times(get(index), 4));
const store = (address: Bytes, value: Bytes): Bytes => [...address, ...value, op.i32Store, 2, 0];

/** Bit l is 1 where score l of the hit is above the threshold, and a document. */
const compare: Bytes = [
  ...[0, 1, 2, 3].flatMap((quarter) => [
    ...get(hitScores),
    ...vector(simd.load, 2, 16 * quarter),
    ...get(limit),
    ...vector(simd.f32GreaterThan),
    ...vector(simd.i32Bitmask),
    ...constant(4 * quarter),
    op.i32ShiftLeft,
    ...(quarter === 0 ? [] : [op.i32Or]),
  ]),
  ...code(...get(lastMask), ...constant(-1), ...get(group), ...get(lastGroup), op.i32Equal, op.select),
  op.i32And,
  ...set(mask),
];

const append: Bytes = [
  op.block,
  noValue,
  op.loop,
  noValue,
  ...code(...get(mask), op.i32IsZero, op.branchIf, 1),
  ...code(...get(mask), op.i32TrailingZeros, ...constant(4), op.i32Multiply, ...set(lane)),
  ...store(sum(listScores, at), load(sum(hitScores, lane))),
  ...store(sum(listDocuments, at), load(sum(hitDocuments, lane))),
  ...advance(at, 4),
  // Without its lowest bit.
  ...code(...get(mask), ...get(mask), ...constant(1), op.i32Subtract, op.i32And, ...set(mask)),
  ...code(op.branch, 0),
  op.end,
  op.end,
];

const rowStart: Bytes = [...get(row), ...get(capacity), op.i32Multiply];
const perHit: Bytes = [
  ...code(...load(entry(rows, from)), ...set(row)),
  ...code(...load(entry(counts, row)), ...set(at)),
  ...code(...plus(get(at), constant(groupSize)), ...get(capacity), op.i32GreaterUnsigned),
  ...code(op.if, noValue, ...get(from), op.return, op.end),
  ...code(...plus(rowStart, get(at)), ...constant(4), op.i32Multiply, ...set(at)),
  ...code(...entry(thresholds, row), ...vector(simd.load32Splat, 2, 0), ...set(limit)),
  ...code(...load(entry(groups, from)), ...set(group)),
  ...code(...plus(get(scores), times(get(from), 4 * groupSize)), ...set(hitScores)),
  ...code(...plus(get(documents), times(get(group), 4 * groupSize)), ...set(hitDocuments)),
  ...compare,
  ...append,
  ...store(entry(counts, row), [
    ...code(...get(at), ...constant(2), op.i32ShiftRightUnsigned),
    ...rowStart,
    op.i32Subtract,
  ]),
  ...advance(from, 1),
];
