/** A whole number as it is typed, grouping signs allowed; NaN for anything else. */
export function readCount(typed: string): number {
  const digits = typed.replaceAll(/[\s,’'\u202f]/gu, '');
  return /^\d{1,12}$/u.test(digits) ? Number(digits) : Number.NaN;
}

/** A number of 0 or more with a decimal point; NaN for anything else. */
export function readAmount(typed: string): number {
  const digits = typed.replaceAll(/[\s’'\u202f]/gu, '');
  return /^(?:\d{1,12}(?:\.\d*)?|\.\d+)$/u.test(digits) ? Number(digits) : Number.NaN;
}
