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
  const body = [...locals, ...widenDocument, ...perQuery(kind), op.end];
  return new Uint8Array([
    0x00,
    0x61,
    0x73,
    0x6d,
    0x01,
    0x00,
    0x00,
    0x00,
    ...section(1, [1, 0x60, 7, ...Array.from({ length: 7 }, () => type.i32), 0]),
    ...section(2, [1, ...name('engine'), ...name('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('score'), 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

type Bytes = readonly number[];

const type = { i32: 0x7f, v128: 0x7b } as const;
const op = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  i32Load: 0x28,
  f32Store: 0x38,
  i32Const: 0x41,
  i32LessUnsigned: 0x49,
  i32Add: 0x6a,
  i32Multiply: 0x6c,
  f64Negate: 0x9a,
  f64SquareRoot: 0x9f,
  f64Add: 0xa0,
  demote: 0xb6,
} as const;
const simd = {
  load: 0,
  store: 11,
  constant: 12,
  extractLane: 33,
  load64Zero: 93,
  promoteLow: 95,
  add: 240,
  subtract: 241,
  multiply: 242,
} as const;

// Parameters, then locals: addresses, the four accumulators, a difference.
const [document, rows, out, count, queries, stride, scratch] = [0, 1, 2, 3, 4, 5, 6];
const [from, to, end, rowsEnd] = [7, 8, 9, 10];
const accumulators = [11, 12, 13, 14] as const;
const difference = 15;
const locals: Bytes = [2, 4, type.i32, 5, type.v128];

const get = (local: number): Bytes => [op.get, local];
const set = (local: number): Bytes => [op.set, local];
const constant = (value: number): Bytes => [op.i32Const, value];
const advance = (local: number, by: number): Bytes => [
  ...get(local),
  ...constant(by),
  op.i32Add,
  ...set(local),
];
const sum = (a: number, b: number): Bytes => [...get(a), ...get(b), op.i32Add];
const vector = (code: number, ...immediate: Bytes): Bytes => [0xfd, ...unsigned(code), ...immediate];
/** Two float32 numbers at `offset` from a local address, as two float64 lanes. */
const widened = (local: number, offset: number): Bytes => [
  ...get(local),
  ...vector(simd.load64Zero, 2, offset),
  ...vector(simd.promoteLow),
];
/** `body` again while `local` is below `limit`. */
const loop = (body: Bytes, local: number, limit: number): Bytes => [
  op.loop,
  0x40,
  ...body,
  ...get(local),
  ...get(limit),
  op.i32LessUnsigned,
  op.branchIf,
  0,
  op.end,
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
            // 64 as a signed LEB128 takes two bytes.
            ...get(to),
            op.i32Const,
            0xc0,
            0x00,
            op.i32Add,
            ...set(to),
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

function section(id: number, content: Bytes): Bytes {
  return [id, ...unsigned(content.length), ...content];
}

function name(text: string): Bytes {
  return [text.length, ...new TextEncoder().encode(text)];
}

/** Unsigned LEB128. */
function unsigned(value: number): Bytes {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
