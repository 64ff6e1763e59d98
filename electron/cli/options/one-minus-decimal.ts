const decimal = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/**
 * 1 − the decimal in `text`, worked out on its digits and rounded once, so that a relative margin of "0.05" is exactly the
 * number that "0.95" is (in binary, 1 − 0.05 differs from 0.95 for other margins: 1 − 0.9 is not 0.1).
 * `text` must be a decimal as `parseDecimal` takes it.
 */
export function oneMinusDecimal(text: string): number {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = decimal.exec(text) ?? [];
  const scale = fraction.length - Number(exponent);
  // Beyond this no digit of the sum survives the rounding, and the powers of ten would only cost memory.
  if (Math.abs(scale) > 2_000) return 1 - Number(text);
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}${'0'.repeat(Math.max(-scale, 0))}`);
  const places = Math.max(scale, 0);
  return Number(`${10n ** BigInt(places) - digits}e-${places}`);
}
