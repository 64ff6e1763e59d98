/**
 * One line of JSON Lines. Line separators beyond \n (U+2028, U+2029, U+0085) are escaped: readers that cut text by Unicode's
 * lines (Python's `splitlines`) would otherwise tear the line. JSON itself escapes all other control characters and lone surrogates.
 */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value);
  return `${needsEscape.test(json) ? json.replaceAll(separators, escaped) : json}\n`;
}

const needsEscape = /[\u0085\u2028\u2029]/u;
const separators = /[\u0085\u2028\u2029]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
