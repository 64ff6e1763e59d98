import { InvalidArgumentError } from 'commander';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A finite decimal as typed. Throws commander's error, which becomes wrong usage. */
export function parseDecimal(text: string): number {
  const value = decimal.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) throw new InvalidArgumentError('A decimal number is needed, such as 0.95.');
  return value;
}

/** A parser of decimals within [min, max]; `open` leaves `min` itself out. */
export function decimalWithin(min: number, max: number, open = false): (text: string) => number {
  return (text) => {
    const value = parseDecimal(text);
    if (value < min || value > max || (open && value === min)) {
      const lower = open ? `above ${min}` : `${min} or more`;
      throw new InvalidArgumentError(
        `It must be ${max === Infinity ? lower : `${lower} and at most ${max}`}.`,
      );
    }
    return value;
  };
}

/** A parser of whole numbers within [min, max]. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\+?\d+$/.test(text) ? Number(text) : NaN;
    if (!Number.isSafeInteger(value) || value < min || value > max) {
      const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `from ${min} to ${max}`;
      throw new InvalidArgumentError(`A whole number is needed, ${range}.`);
    }
    return value;
  };
}

/** Whole numbers from 1, with commas between them: the depths of `--at`. */
export function parseDepths(text: string): readonly number[] {
  const parse = wholeNumber(1);
  return text.split(',').map((part) => parse(part.trim()));
}
