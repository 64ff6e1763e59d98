import {
  advance,
  type Bytes,
  constant,
  get,
  loop,
  op,
  set,
  simd,
  sum,
  type,
  vector,
  wasmModule,
} from './wasm-bytes.ts';

/**
 * The scoring loop as WebAssembly, assembled here: two float64 lanes an instruction, bit for bit `fixedOrderScore`.
 *
 *   score(document, rows, out, count, queries, stride, scratch)
 *
 * All but `count` are byte addresses, `stride` the bytes of a vector padded with zeros to a multiple of eight components:
 * widens the document to float64 in `scratch`, then for each of `count` query numbers at `rows` writes a float32 to `out`.
 * The eight lanes are four pairs: accumulator a holds lanes 2a and 2a + 1.
 */
export function scoreKernelBytes(kind: 'dot' | 'distance'): Uint8Array<ArrayBuffer> {
  return wasmModule({
    name: 'score',
    parameters: Array.from({ length: 7 }, () => type.i32),
    results: [],
    body: [...locals, ...widenDocument, ...perQuery(kind)],
  });
}

// Parameters, then locals: addresses, the four accumulators, a difference.
const [document, rows, out, count, queries, stride, scratch] = [0, 1, 2, 3, 4, 5, 6];
const [from, to, end, rowsEnd] = [7, 8, 9, 10];
const accumulators = [11, 12, 13, 14] as const;
const difference = 15;
const locals: Bytes = [2, 4, type.i32, 5, type.v128];

/** Two float32 numbers at `offset` from a local address, as two float64 lanes. */
const widened = (local: number, offset: number): Bytes => [
  ...get(local),
  ...vector(simd.load64Zero, 2, offset),
  ...vector(simd.promoteLow),
];
const widenDocument: Bytes = [
  ...get(document),
  ...set(from),
  ...get(scratch),
  ...set(to),
  ...sum(document, stride),
  ...set(end),
  ...loop(
    [...get(to), ...widened(from, 0), ...vector(simd.store, 3, 0), ...advance(from, 8), ...advance(to, 16)],
    from,
    end,
  ),
];

function perQuery(kind: 'dot' | 'distance'): Bytes {
  return [
    ...get(rows),
    ...get(count),
    ...constant(4),
    op.i32Multiply,
    op.i32Add,
    ...set(rowsEnd),
    ...loop(
      [
        ...get(queries),
        ...get(rows),
        op.i32Load,
        2,
        0,
        ...get(stride),
        op.i32Multiply,
        op.i32Add,
        ...set(from),
        ...sum(from, stride),
        ...set(end),
        ...get(scratch),
        ...set(to),
        ...accumulators.flatMap((a) => [
          ...vector(simd.constant, ...Array.from({ length: 16 }, () => 0)),
          ...set(a),
        ]),
        ...loop(
          [
            ...accumulators.flatMap((a, pair) => accumulate(kind, a, pair)),
            ...advance(from, 32),
            ...advance(to, 64),
          ],
          from,
          end,
        ),
        ...get(out),
        ...laneTotal,
        ...(kind === 'distance' ? [op.f64SquareRoot, op.f64Negate] : []),
        op.demote,
        op.f32Store,
        2,
        0,
        ...advance(out, 4),
        ...advance(rows, 4),
      ],
      rows,
      rowsEnd,
    ),
  ];
}

/** Adds the product, or the squared difference, of one pair of components to its lanes. */
function accumulate(kind: 'dot' | 'distance', accumulator: number, pair: number): Bytes {
  const operands = [...widened(from, 8 * pair), ...get(to), ...vector(simd.load, 3, 16 * pair)];
  const term =
    kind === 'dot'
      ? [...operands, ...vector(simd.multiply)]
      : [
          ...operands,
          ...vector(simd.subtract),
          op.tee,
          difference,
          ...get(difference),
          ...vector(simd.multiply),
        ];
  return [...get(accumulator), ...term, ...vector(simd.add), ...set(accumulator)];
}

/** ((l0 + l1) + (l2 + l3)) + ((l4 + l5) + (l6 + l7)). */
const laneTotal: Bytes = (() => {
  const pairs = accumulators.map((a) => [
    ...get(a),
    ...vector(simd.extractLane, 0),
    ...get(a),
    ...vector(simd.extractLane, 1),
    op.f64Add,
  ]);
  const [first = [], second = [], third = [], fourth = []] = pairs;
  return [...first, ...second, op.f64Add, ...third, ...fourth, op.f64Add, op.f64Add];
})();
