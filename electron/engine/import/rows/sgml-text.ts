import { spansOf, withoutSpans } from './sgml-spans.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hyph: '-',
  sect: '§',
  para: '¶',
};

/** Text of SGML: without comments and tags, with the references of TREC's collections resolved (others stay as they are), lines trimmed. */
export function sgmlText(source: string): string {
  return withoutSpans(source, spansOf(source, /<!--/gu, /-->/gu))
    .replaceAll(/<[/!?]?[a-z][^<>]*>/giu, ' ')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/giu, resolved)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function resolved(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const character = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return character ? String.fromCodePoint(code) : whole;
}
