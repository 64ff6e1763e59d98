import {
  advance,
  type Bytes,
  constant,
  get,
  loop,
  noValue,
  op,
  set,
  simd,
  type,
  vector,
  wasmModule,
} from './wasm-bytes.ts';

/**
 * The loop that looks for high scores, as WebAssembly: sixteen float32 numbers a step, nearly all of which are too low.
 *
 *   scan(from, to, out, threshold): end of what was written
 *
 * `from`, `to` (with at least 64 readable bytes after it) and `out` are byte addresses: writes the place of each number
 * above `threshold` (a quarter of its address) to `out`, ascending. NaN is above nothing.
 */
export function scanKernelBytes(): Uint8Array<ArrayBuffer> {
  return wasmModule({
    name: 'scan',
    parameters: [type.i32, type.i32, type.i32, type.f32],
    results: [type.i32],
    body: [
      ...locals,
      ...get(threshold),
      ...vector(simd.splatFloat32),
      ...set(limit),
      ...loop([...maskOfSixteen, op.if, noValue, ...writeFound, op.end, ...advance(from, 64)], from, to),
      ...get(out),
    ],
  });
}

const [from, to, out, threshold, mask, limit] = [0, 1, 2, 3, 4, 5];

const locals: Bytes = [2, 1, type.i32, 1, type.v128];

/** All ones in each of four lanes that is above the threshold. */
const above = (offset: number): Bytes => [
  ...get(from),
  ...vector(simd.load, 2, offset),
  ...get(limit),
  ...vector(simd.greaterFloat32),
];

/** One bit a number, the first lowest; leaves it on the stack too. */
const maskOfSixteen: Bytes = [
  ...above(0),
  ...above(16),
  ...vector(simd.narrow32),
  ...above(32),
  ...above(48),
  ...vector(simd.narrow32),
  ...vector(simd.narrow16),
  ...vector(simd.bitmask8),
  op.tee,
  mask,
];

const bytesLeft: Bytes = [...get(to), ...get(from), op.i32Subtract];

/** Bits of numbers after the end do not count: mask & ((1 << left) − 1), where fewer than sixteen are left. */
const maskInside: Bytes = [
  ...get(mask),
  ...constant(1),
  ...bytesLeft,
  ...constant(2),
  op.i32ShiftRightUnsigned,
  op.i32ShiftLeft,
  ...constant(1),
  op.i32Subtract,
  op.i32And,
  ...get(mask),
  ...bytesLeft,
  ...constant(64),
  op.i32LessUnsigned,
  op.select,
  op.tee,
  mask,
];

const writeFound: Bytes = [
  ...maskInside,
  op.if,
  noValue,
  op.loop,
  noValue,
  ...get(out),
  ...get(from),
  ...constant(2),
  op.i32ShiftRightUnsigned,
  ...get(mask),
  op.i32TrailingZeros,
  op.i32Add,
  op.i32Store,
  2,
  0,
  ...advance(out, 4),
  // The lowest bit goes.
  ...get(mask),
  ...get(mask),
  ...constant(1),
  op.i32Subtract,
  op.i32And,
  op.tee,
  mask,
  op.branchIf,
  0,
  op.end,
  op.end,
];
