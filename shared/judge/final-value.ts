import { withoutThoughts } from './read-json-answer.ts';

/**
 * The value after a name, as in `Relevant: yes` or `##final score: 2`, in an answer that is no JSON. Null when there is none or when two
 * differ: a digit or a word elsewhere is never taken for an answer.
 */
export function finalValue(answer: string, name: RegExp, value: RegExp): string | null {
  const pattern = new RegExp(
    `(?:^|[\\s#*_"'{,])(?:${name.source})[\\s*_"']*[:=][\\s*_"']*(${value.source})(?![\\w.])`,
    'giu',
  );
  const values = new Set(
    Array.from(withoutThoughts(answer).matchAll(pattern), (match) => (match[1] ?? '').toLowerCase()),
  );
  const [only] = values;
  return values.size === 1 && only !== undefined ? only : null;
}
