/** Bits of one digit: buckets that a processor's nearest cache holds. */
const digitBits = 11;
const buckets = 1 << digitBits;
const digits = 3;

/** Orders `count` things by a number each; see `createSorter`. */
export type Sorter = (count: number, keyOf: (index: number) => number, descending: boolean) => Int32Array;

/**
 * A sorter: indexes that put keys in order; equal keys stay in their order, NaN comes last either way. Radix sort over the bits of
 * float64, the low halves first, so that a million keys take tens of milliseconds. Its space is used again: tens of megabytes for
 * each million keys, whose clearing away took longer than the sorting.
 */
export function createSorter(): Sorter {
  let space = spaceFor(0);
  return (count, keyOf, descending) => {
    if (space.low.length < count) space = spaceFor(count);
    const { low, high } = space;
    putSortableBits(count, keyOf, descending, space);
    const order = new Int32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    sortBy(low, order, space);
    for (let i = 0; i < count; i++) low[i] = high[order[i] ?? 0] ?? 0;
    sortBy(low, order, space);
    return order;
  };
}

type Space = {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly words: Uint32Array;
  readonly indexes: Int32Array;
};

function spaceFor(count: number): Space {
  return {
    low: new Uint32Array(count),
    high: new Uint32Array(count),
    words: new Uint32Array(count),
    indexes: new Int32Array(count),
  };
}

/**
 * Sorts `order` by its elements' keys: `words[i]` is that of `order[i]`. Keys move with their indexes, because looking each up
 * where it lay costs more than all else.
 */
function sortBy(words: Uint32Array, order: Int32Array, space: Space): void {
  const { length } = order;
  const starts = new Int32Array(digits * buckets);
  for (let i = 0; i < length; i++) {
    const word = words[i] ?? 0;
    const first = word & (buckets - 1);
    const second = buckets + ((word >>> digitBits) & (buckets - 1));
    const third = 2 * buckets + (word >>> (2 * digitBits));
    starts[first] = (starts[first] ?? 0) + 1;
    starts[second] = (starts[second] ?? 0) + 1;
    starts[third] = (starts[third] ?? 0) + 1;
  }
  let [fromWords, from, toWords, to]: [Uint32Array, Int32Array, Uint32Array, Int32Array] = [
    words,
    order,
    space.words,
    space.indexes,
  ];
  for (let digit = 0; digit < digits; digit++) {
    const shift = digit * digitBits;
    const own = starts.subarray(digit * buckets, (digit + 1) * buckets);
    // Counts and float32 scores differ in few of the digits.
    if (own[((fromWords[0] ?? 0) >>> shift) & (buckets - 1)] === length) continue;
    for (let bucket = 0, start = 0; bucket < buckets; bucket++) {
      const count = own[bucket] ?? 0;
      own[bucket] = start;
      start += count;
    }
    for (let i = 0; i < length; i++) {
      const word = fromWords[i] ?? 0;
      const bucket = (word >>> shift) & (buckets - 1);
      const place = own[bucket] ?? 0;
      own[bucket] = place + 1;
      toWords[place] = word;
      to[place] = from[i] ?? 0;
    }
    [fromWords, from, toWords, to] = [toWords, to, fromWords, from];
  }
  if (from !== order) order.set(from.subarray(0, length));
}

/** Writes two words a key whose order, high before low, is the wanted order. */
function putSortableBits(
  count: number,
  keyOf: (index: number) => number,
  descending: boolean,
  { low, high }: Space,
): void {
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  const swap = descending ? -1 : 0;
  for (let i = 0; i < count; i++) {
    const key = keyOf(i);
    if (Number.isNaN(key)) {
      low[i] = 0xffffffff;
      high[i] = 0xffffffff;
      continue;
    }
    // Adding 0 turns −0 into 0: they are equal.
    one[0] = key + 0;
    const highWord = words[1] ?? 0;
    // Positive numbers get the sign bit; of negative ones all bits turn round; descending turns all round again.
    const turn = highWord >= 0x80000000 ? -1 : 0;
    low[i] = (words[0] ?? 0) ^ turn ^ swap;
    high[i] = highWord ^ (turn | 0x80000000) ^ swap;
  }
}
