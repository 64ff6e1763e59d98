import { InvalidArgumentError } from 'commander';
import { parseDecimal } from './parse-number.ts';

const mostValues = 2_000;

/**
 * Values written `a:b:step` (both ends included, each as the decimal that it stands for, never a sum of steps), or one value, or several
 * with commas between. Throws commander's error.
 */
export function valueRange(text: string): readonly number[] {
  if (!text.includes(':')) return text.split(',').map((part) => parseDecimal(part.trim()));
  const parts = text.split(':').map((part) => part.trim());
  if (parts.length !== 3) throw new InvalidArgumentError('A range is written from:to:step.');
  const [from = 0, to = 0, step = 0] = parts.map(parseDecimal);
  if (!(step > 0) || to < from) {
    throw new InvalidArgumentError(
      'A range is written from:to:step, with a step above 0 and no end before its start.',
    );
  }
  const digits = Math.max(...parts.map(decimals));
  const last = Math.floor((to - from) / step + 1e-9);
  if (last + 1 > mostValues) throw new InvalidArgumentError(`A range holds at most ${mostValues} values.`);
  return Array.from({ length: last + 1 }, (_, i) => Number((from + i * step).toFixed(digits)));
}

function decimals(text: string): number {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  return Math.min(100, Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent)));
}
