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
 * The scoring loop as WebAssembly, assembled here: two float64 lanes an instruction, bit for bit `fixedOrderScore`.
 *
 *   score(queries, vectors, rows, documents, out, count, stride, scratch)
 *
 * All but `count` are byte addresses, `stride` the bytes of a vector padded with zeros to a multiple of eight components:
 * for each of `count` query numbers at `rows` and document numbers at `documents` writes a float32 to `out`. A query is widened to float64 in
 * `scratch` where its number differs from the one before. The eight lanes are four pairs: accumulator a holds lanes 2a and 2a + 1.
 */
export function scoreKernelBytes(kind: 'dot' | 'distance'): Uint8Array<ArrayBuffer> {
  return wasmModule({
    name: 'score',
    parameters: Array.from({ length: 8 }, () => type.i32),
    results: [],
    body: [...locals, ...perPair(kind)],
  });
}

// Parameters, then locals: addresses and the widened query, the four accumulators, a difference.
const [queries, vectors, rows, documents, out, count, stride, scratch] = [0, 1, 2, 3, 4, 5, 6, 7];
const [from, to, end, rowsEnd, known] = [8, 9, 10, 11, 12];
const accumulators = [13, 14, 15, 16] as const;
const difference = 17;
const locals: Bytes = [2, 5, type.i32, 5, type.v128];

/** Two float32 numbers at `offset` from a local address, as two float64 lanes. */
const widened = (local: number, offset: number): Bytes => [
  ...get(local),
  ...vector(simd.load64Zero, 2, offset),
  ...vector(simd.promoteLow),
];
/** The vector whose number lies at local address `number`, from `base` on: `from` to `end`. */
const vectorAt = (base: number, number: number): Bytes => [
  ...code(...get(base), ...get(number), op.i32Load, 2, 0, ...get(stride), op.i32Multiply, op.i32Add),
  ...set(from),
  ...sum(from, stride),
  ...set(end),
  ...get(scratch),
  ...set(to),
];
const widenQuery: Bytes = [
  ...vectorAt(queries, rows),
  ...loop(
    [
      ...[0, 1, 2, 3].flatMap((pair) => [
        ...code(...get(to), ...widened(from, 8 * pair), ...vector(simd.store, 3, 16 * pair)),
      ]),
      ...advance(from, 32),
      ...advance(to, 64),
    ],
    from,
    end,
  ),
];
/** Unless it is the query before; the first is none's. */
const widenNewQuery: Bytes = [
  ...code(...get(rows), op.i32Load, 2, 0, ...get(known), op.i32NotEqual),
  ...code(op.if, noValue, ...get(rows), op.i32Load, 2, 0, ...set(known), ...widenQuery, op.end),
];

function perPair(kind: 'dot' | 'distance'): Bytes {
  return [
    ...constant(-1),
    ...set(known),
    ...get(rows),
    ...get(count),
    ...constant(4),
    op.i32Multiply,
    op.i32Add,
    ...set(rowsEnd),
    ...loop(
      [
        ...widenNewQuery,
        ...vectorAt(vectors, documents),
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
        ...advance(documents, 4),
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
