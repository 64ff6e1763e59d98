import type { EvidenceSpan } from '../../stores/annotation/evidence-spans.ts';

/**
 * What is selected inside an element whose texts carry where they begin (`data-from`), as characters of the document.
 * Null where nothing of it is selected.
 */
export function selectedSpan(root: HTMLElement, selection: Selection | null): EvidenceSpan | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const piece of root.querySelectorAll<HTMLElement>('[data-from]')) {
    const text = piece.firstChild;
    if (!(text instanceof Text) || !range.intersectsNode(text)) continue;
    const start = Number(piece.dataset['from']);
    const first = range.startContainer === text ? range.startOffset : 0;
    const end = range.endContainer === text ? range.endOffset : text.length;
    if (end <= first) continue;
    from = Math.min(from, start + first);
    to = Math.max(to, start + end);
  }
  return to > from ? { from, to } : null;
}
