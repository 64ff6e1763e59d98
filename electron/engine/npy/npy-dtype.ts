/** The array types that Negscope reads and writes: little-endian, the numpy names. float16 travels as its bits. */
export const npyDtypes = ['<f4', '<f2', '<f8', '<i4', '<i8', '|u1'] as const;
export type NpyDtype = (typeof npyDtypes)[number];

/** What each dtype is in memory. */
export type NpyData = {
  readonly '<f4': Float32Array<ArrayBuffer>;
  readonly '<f2': Uint16Array<ArrayBuffer>;
  readonly '<f8': Float64Array<ArrayBuffer>;
  readonly '<i4': Int32Array<ArrayBuffer>;
  readonly '<i8': BigInt64Array<ArrayBuffer>;
  readonly '|u1': Uint8Array<ArrayBuffer>;
};

/** What may be written as each dtype: shared memory too. */
export type NpyInput = {
  readonly '<f4': Float32Array;
  readonly '<f2': Uint16Array;
  readonly '<f8': Float64Array;
  readonly '<i4': Int32Array;
  readonly '<i8': BigInt64Array;
  readonly '|u1': Uint8Array;
};

/** A new array of `length` zeros for each dtype. */
export const newNpyData: { readonly [D in NpyDtype]: (length: number) => NpyData[D] } = {
  '<f4': (length) => new Float32Array(length),
  '<f2': (length) => new Uint16Array(length),
  '<f8': (length) => new Float64Array(length),
  '<i4': (length) => new Int32Array(length),
  '<i8': (length) => new BigInt64Array(length),
  '|u1': (length) => new Uint8Array(length),
};

/** Bytes of one element. */
export const npyItemSize: Readonly<Record<NpyDtype, number>> = {
  '<f4': 4,
  '<f2': 2,
  '<f8': 8,
  '<i4': 4,
  '<i8': 8,
  '|u1': 1,
};
