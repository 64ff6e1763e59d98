/** Characters of a document's title, line feed and text: UTF-16 code units, `from` ≤ x < `to`. */
export type EvidenceSpan = { readonly from: number; readonly to: number };

const most = 100;

/** Ascending spans that neither touch nor overlap, with one more; unchanged where it is empty or there are 100 already. */
export function addEvidence(spans: readonly EvidenceSpan[], added: EvidenceSpan): readonly EvidenceSpan[] {
  if (added.to <= added.from) return spans;
  const apart = spans.filter(({ from, to }) => to < added.from || from > added.to);
  const touched = spans.filter((span) => !apart.includes(span));
  const merged = {
    from: Math.min(added.from, ...touched.map(({ from }) => from)),
    to: Math.max(added.to, ...touched.map(({ to }) => to)),
  };
  const next = [...apart, merged].toSorted((a, b) => a.from - b.from);
  return next.length > most ? spans : next;
}

export function withoutEvidence(
  spans: readonly EvidenceSpan[],
  removed: EvidenceSpan,
): readonly EvidenceSpan[] {
  return spans.filter(({ from, to }) => from !== removed.from || to !== removed.to);
}

export type EvidencePiece = {
  readonly text: string;
  readonly from: number;
  readonly isMarked: boolean;
  readonly isPointed: boolean;
};

/** A stretch of the document cut at the borders of its spans and of the one pointed at. `start`: where `text` begins in the document. */
export function piecesOf(
  text: string,
  start: number,
  spans: readonly EvidenceSpan[],
  pointed: EvidenceSpan | null,
): readonly EvidencePiece[] {
  const end = start + text.length;
  const borders = [...spans, ...(pointed === null ? [] : [pointed])].flatMap(({ from, to }) => [from, to]);
  const inside = borders.filter((at) => at > start && at < end);
  const cuts = [...new Set([start, ...inside, end])].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => ({
    text: text.slice(from - start, (cuts[i + 1] ?? end) - start),
    from,
    isMarked: spans.some((span) => span.from <= from && from < span.to),
    isPointed: pointed !== null && pointed.from <= from && from < pointed.to,
  }));
}
