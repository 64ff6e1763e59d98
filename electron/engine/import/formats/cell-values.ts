import { isWellFormed } from '../../../../shared/text/is-well-formed.ts';

/** A value, or why there is none. */
export type Read<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: string };

/** A cell that says something: CSV has empty ones. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** An id: text as it is, whole numbers as their digits. `name` is for the reason. */
export function readId(value: unknown, name: string): Read<string> {
  if (!isGiven(value)) return { problem: `no "${name}"` };
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return { problem: `"${name}" is a number too large to be read exactly; write it in quotes` };
    }
    return { value: String(value) };
  }
  if (typeof value !== 'string') return { problem: `"${name}" is neither text nor a number` };
  return isWellFormed(value) ? { value } : { problem: `"${name}" holds half a surrogate pair` };
}

/** A text; Unicode that UTF-8 cannot hold is a problem. Emptiness is judged where the text is used. */
export function readText(value: unknown, name: string): Read<string> {
  if (value === undefined || value === null) return { problem: `no "${name}"` };
  if (typeof value !== 'string') return { problem: `"${name}" is not text` };
  return isWellFormed(value) ? { value } : { problem: `"${name}" holds half a surrogate pair` };
}

/** `Number` takes `0x10`, too, which nobody means. */
function isDecimal(text: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/iu.test(text);
}

/** A grade: a number, digits in text, or true and false. */
export function readGrade(value: unknown, name: string): Read<number> {
  const number = typeof value === 'string' && isDecimal(value) ? Number(value) : value;
  if (typeof number === 'boolean') return { value: number ? 1 : 0 };
  if (typeof number === 'number' && Number.isFinite(number)) return { value: number };
  if (!isGiven(value)) return { problem: `no "${name}"` };
  return { problem: `"${name}" is not a number` };
}

/** A model's score; null where there is none. */
export function readScore(value: unknown, name: string): Read<number | null> {
  if (!isGiven(value)) return { value: null };
  return readGrade(value, name);
}
