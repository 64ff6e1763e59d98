/** A piece of a text between two marks: with them (`from` to `to`), and what they hold. */
export type Span = { readonly from: number; readonly to: number; readonly inner: string };

/**
 * The pieces from a mark `open` to the next mark `close` (patterns with the flag `g`), one after the other; an open mark without a
 * closing one ends the search. Time grows with the text's length only, whatever the text: one pattern for both would not promise that.
 */
export function spansOf(source: string, open: RegExp, close: RegExp): readonly Span[] {
  const spans: Span[] = [];
  open.lastIndex = 0;
  for (let first = open.exec(source); first !== null; first = open.exec(source)) {
    close.lastIndex = open.lastIndex;
    const last = close.exec(source);
    if (last === null) break;
    spans.push({
      from: first.index,
      to: close.lastIndex,
      inner: source.slice(open.lastIndex, last.index),
    });
    open.lastIndex = close.lastIndex;
  }
  return spans;
}

/** The elements with a tag's name, in any case. */
export function elements(source: string, tag: string): readonly Span[] {
  return spansOf(source, new RegExp(`<${tag}(?:\\s[^<>]*)?>`, 'giu'), new RegExp(`</${tag}>`, 'giu'));
}

/** A text with a space in place of each of some pieces. */
export function withoutSpans(source: string, spans: readonly Span[]): string {
  let kept = '';
  let at = 0;
  for (const { from, to } of spans) {
    kept += `${source.slice(at, from)} `;
    at = to;
  }
  return kept + source.slice(at);
}
