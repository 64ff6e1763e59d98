let table: Float32Array | null = null;

/** float32 value of each of the 65,536 bit patterns of IEEE 754 binary16; exact. */
function float16Values(): Float32Array {
  if (table) return table;
  table = new Float32Array(65_536);
  for (let bits = 0; bits < 65_536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) table[bits] = sign * fraction * 2 ** -24;
    else if (exponent === 31) table[bits] = fraction ? NaN : sign * Infinity;
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

/** Decodes binary16 bits into `target`, one for one, from its beginning; exact. */
export function decodeFloat16(bits: Uint16Array, target: Float32Array): void {
  const values = float16Values();
  for (let i = 0; i < bits.length; i++) target[i] = values[bits[i] ?? 0] ?? 0;
}
