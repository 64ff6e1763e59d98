const irregularSpace = /^\p{White_Space}|\p{White_Space}{2}|[^\P{White_Space} ]|\p{White_Space}$/u;
const spaces = /\p{White_Space}+/gu;
const ends = /^ | $/g;

/**
 * What two texts have in common when they count as equal (`cli.md`, "Pool and rank"): NFC, runs of Unicode white space as
 * one space, none at the ends, case kept.
 */
export function normaliseText(text: string): string {
  const composed = text.normalize('NFC');
  return irregularSpace.test(composed) ? composed.replaceAll(spaces, ' ').replaceAll(ends, '') : composed;
}
