/**
 * Anything but printable ASCII and the letters up to U+02FF, none of which is white space, and which NFC leaves alone: whatever it
 * changes holds a code point from U+0300 on (Unicode Standard Annex 15). A class alone, without alternatives or the flag `u`, scans fast.
 */
const uncommon = /[^ -~\xa1-\u02ff]/;
/** White space other than the space. */
const unusualSpace = /[\t-\r\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const spaces = /\p{White_Space}+/gu;
const ends = /^ | $/g;

/**
 * What two texts have in common when they count as equal (`cli.md`, "Pool and rank"): NFC, runs of Unicode white space as
 * one space, none at the ends, case kept.
 */
export function normaliseText(text: string): string {
  // Most texts need no change; finding that out is what importing pays for.
  const common = !uncommon.test(text);
  if (common && isSpacedPlainly(text)) return text;
  const composed = common ? text : text.normalize('NFC');
  if (isSpacedPlainly(composed) && !unusualSpace.test(composed)) return composed;
  return composed.replaceAll(spaces, ' ').replaceAll(ends, '');
}

/** Whether spaces stand alone, and none at an end. */
function isSpacedPlainly(text: string): boolean {
  return !text.startsWith(' ') && !text.endsWith(' ') && !text.includes('  ');
}
