/** White space other than the space. Written out: a class alone, without alternatives or the flag `u`, is what scans fast. */
const unusualSpace = /[\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const spaces = /\p{White_Space}+/gu;
const ends = /^ | $/g;

/**
 * What two texts have in common when they count as equal (`cli.md`, "Pool and rank"): NFC, runs of Unicode white space as
 * one space, none at the ends, case kept.
 */
export function normaliseText(text: string): string {
  const composed = text.normalize('NFC');
  return isPlain(composed) ? composed : composed.replaceAll(spaces, ' ').replaceAll(ends, '');
}

/** Most texts need no change; finding that out is what importing pays for. */
function isPlain(text: string): boolean {
  return !text.startsWith(' ') && !text.endsWith(' ') && !text.includes('  ') && !unusualSpace.test(text);
}
