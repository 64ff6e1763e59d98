/**
 * Indexes that put `keys` in order; equal keys stay in their order, NaN comes last either way.
 * Radix sort over the bits of float64, so that a million keys take tens of milliseconds.
 */
export function sortOrder(keys: Float64Array, descending: boolean): Int32Array {
  const digits = new Uint16Array(sortableBits(keys, descending).buffer);
  let order = new Int32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let next = new Int32Array(keys.length);
  for (let digit = 0; digit < 4; digit++) {
    const starts = new Int32Array(0x10001);
    for (let i = digit; i < digits.length; i += 4) {
      const bucket = (digits[i] ?? 0) + 1;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    // Counts and float32 scores differ in few of the digits.
    if (starts[(digits[digit] ?? 0) + 1] === keys.length) continue;
    for (let bucket = 1; bucket < starts.length; bucket++) {
      starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
    }
    for (const index of order) {
      const bucket = digits[index * 4 + digit] ?? 0;
      const place = starts[bucket] ?? 0;
      next[place] = index;
      starts[bucket] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Two 32-bit words a key, low first, whose order as one unsigned number is the wanted order. */
function sortableBits(keys: Float64Array, descending: boolean): Uint32Array {
  // Adding 0 turns −0 into 0: they are equal.
  const plain = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) plain[i] = (keys[i] ?? 0) + 0;
  const words = new Uint32Array(plain.buffer);
  for (let i = 0; i < keys.length; i++) {
    const high = words[i * 2 + 1] ?? 0;
    const negative = high >= 0x80000000;
    if (Number.isNaN(keys[i])) {
      words[i * 2] = 0xffffffff;
      words[i * 2 + 1] = 0xffffffff;
      continue;
    }
    // Positive numbers get the sign bit; of negative ones all bits turn round; descending turns all round again.
    const turn = negative !== descending;
    if (turn) words[i * 2] = ~(words[i * 2] ?? 0);
    const flipped = negative ? ~high : high ^ 0x80000000;
    words[i * 2 + 1] = descending ? ~flipped : flipped;
  }
  return words;
}
