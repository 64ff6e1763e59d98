/** Control characters (also those that steer a terminal or turn the writing direction) as `\u{…}`; tabs and line ends stay. */
export function visibleText(text: string): string {
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- these are what it is about
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** As `visibleText`, on one line: for messages. */
export function oneLine(text: string): string {
  return visibleText(text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').trim());
}
