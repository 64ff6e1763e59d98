/** The few parts of WebAssembly's binary format that the search's kernels are made of; an instruction is its bytes. */
export type Bytes = readonly number[];

export const type = { i32: 0x7f, v128: 0x7b } as const;

export const op = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  return: 0x0f,
  select: 0x1b,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  i32Load: 0x28,
  i32Store: 0x36,
  f32Store: 0x38,
  i32Const: 0x41,
  i32IsZero: 0x45,
  i32Equal: 0x46,
  i32NotEqual: 0x47,
  i32LessUnsigned: 0x49,
  i32GreaterUnsigned: 0x4b,
  i32TrailingZeros: 0x68,
  i32Add: 0x6a,
  i32Subtract: 0x6b,
  i32Multiply: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  i32ShiftLeft: 0x74,
  i32ShiftRightUnsigned: 0x76,
  f64Negate: 0x9a,
  f64SquareRoot: 0x9f,
  f64Add: 0xa0,
  demote: 0xb6,
} as const;

export const simd = {
  load: 0,
  load32Splat: 9,
  store: 11,
  constant: 12,
  extractLane: 33,
  f32GreaterThan: 68,
  load64Zero: 93,
  promoteLow: 95,
  i32Bitmask: 164,
  add: 240,
  subtract: 241,
  multiply: 242,
} as const;

/** Without an immediate value: the block gives none. */
export const noValue = 0x40;

/** A line of a kernel. */
export const code = (...bytes: Bytes): Bytes => bytes;
export const get = (local: number): Bytes => [op.get, local];
export const set = (local: number): Bytes => [op.set, local];
export const constant = (value: number): Bytes => [op.i32Const, ...signed(value)];
export const vector = (code: number, ...immediate: Bytes): Bytes => [0xfd, ...unsigned(code), ...immediate];
export const sum = (a: number, b: number): Bytes => [...get(a), ...get(b), op.i32Add];
export const advance = (local: number, by: number): Bytes => [
  ...get(local),
  ...constant(by),
  op.i32Add,
  ...set(local),
];

/** `body` again while `local` is below `limit`. */
export const loop = (body: Bytes, local: number, limit: number): Bytes => [
  op.loop,
  noValue,
  ...body,
  ...get(local),
  ...get(limit),
  op.i32LessUnsigned,
  op.branchIf,
  0,
  op.end,
];

/** "\0asm", version 1. */
const preamble: Bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A module of one exported function over the imported memory `engine.memory`. `body` begins with its locals. */
export function wasmModule(options: {
  readonly name: string;
  readonly parameters: Bytes;
  readonly results: Bytes;
  readonly body: Bytes;
}): Uint8Array<ArrayBuffer> {
  const { parameters, results } = options;
  const body = [...options.body, op.end];
  return new Uint8Array([
    ...preamble,
    ...section(1, [1, 0x60, parameters.length, ...parameters, results.length, ...results]),
    ...section(2, [1, ...name('engine'), ...name('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name(options.name), 0x00, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body]),
  ]);
}

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

/** Signed LEB128. */
function signed(value: number): Bytes {
  const last = value >= -64 && value < 64;
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
