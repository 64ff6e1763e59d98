import type { TuneRange } from '../../../../shared/ipc/tune-filter.ts';
import { nextAbove, nextBelow } from './next-number.ts';

const number = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const patterns: readonly (readonly [RegExp, (a: number, b: number) => TuneRange])[] = [
  [new RegExp(`^(${number})$`), (a) => ({ from: a, to: a, closed: true })],
  [new RegExp(`^>=\\s*(${number})$`), (a) => ({ from: a, to: Number.MAX_VALUE, closed: true })],
  // A range includes its start: strictly above a number is from the next one on.
  [new RegExp(`^>\\s*(${number})$`), (a) => ({ from: nextAbove(a), to: Number.MAX_VALUE, closed: true })],
  [new RegExp(`^<=\\s*(${number})$`), (a) => ({ from: -Number.MAX_VALUE, to: a, closed: true })],
  [new RegExp(`^<\\s*(${number})$`), (a) => ({ from: -Number.MAX_VALUE, to: a, closed: false })],
  [new RegExp(`^(${number})\\s*(?:\\.\\.|…|to)\\s*(${number})$`), (from, to) => ({ from, to, closed: true })],
];

/**
 * Reads what is typed over a column: `4`, `>1`, `>=0.5`, `<0.3`, `1..3`; null for an empty text, undefined for what is none of these, for
 * numbers that are too large to be held, and for a range that ends before it starts.
 */
export function readColumnFilter(typed: string): TuneRange | null | undefined {
  const plain = typed.replaceAll('−', '-').replaceAll('≥', '>=').replaceAll('≤', '<=').trim().toLowerCase();
  if (plain === '') return null;
  for (const [pattern, range] of patterns) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [low = 0, high = low] = match.slice(1).map(Number);
    return Number.isFinite(low) && Number.isFinite(high) && low <= high ? range(low, high) : undefined;
  }
  return undefined;
}

/** The range as it would be typed; of the two ways to write a lower bound, which mean the same numbers, the shorter. */
export function columnFilterText(range: TuneRange | undefined): string {
  if (range === undefined) return '';
  const { from, to, closed } = range;
  if (from === to) return String(from);
  if (to === Number.MAX_VALUE) {
    const below = String(nextBelow(from));
    return below.length < String(from).length ? `>${below}` : `>=${from}`;
  }
  if (from === -Number.MAX_VALUE) return `${closed ? '<=' : '<'}${to}`;
  return `${from}..${to}`;
}
