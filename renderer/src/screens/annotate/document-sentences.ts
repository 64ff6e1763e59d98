import type { AnnotationItem } from '../../../../shared/ipc/annotate-calls.ts';
import type { EvidenceSpan } from '../../stores/annotation/evidence-spans.ts';

/** What evidence counts characters of: the title, a line feed, the text. */
export function documentWithTitle({ title, text }: Pick<AnnotationItem, 'title' | 'text'>): string {
  return `${title}\n${text}`;
}

/** Sentences by Unicode's rules, without the white space around them. */
export function sentencesOf(text: string): readonly EvidenceSpan[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return [...segmenter.segment(text)]
    .map(({ segment, index }) => trimmed(text, { from: index, to: index + segment.length }))
    .filter(({ from, to }) => to > from);
}

/** A span without the white space at its ends; empty where there is nothing else in it. */
export function trimmed(text: string, { from, to }: EvidenceSpan): EvidenceSpan {
  const inside = text.slice(from, to);
  const start = from + inside.length - inside.trimStart().length;
  return { from: start, to: Math.max(start, start + inside.trim().length) };
}
