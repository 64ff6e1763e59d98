import { useState } from 'react';
import type { AnnotationItem } from '../../../../shared/ipc/annotate-calls.ts';
import type { EvidenceSpan } from '../../stores/annotation/evidence-spans.ts';
import { cutText } from '../../text/cut-text.ts';
import { documentWithTitle, sentencesOf } from './document-sentences.ts';

/** Marks evidence without a mouse: a sentence is pointed at, arrows move, Shift and arrows add, Enter marks, Escape leaves. */
export type SentenceCursor = {
  readonly pointed: EvidenceSpan | null;
  readonly start: () => void;
  /** True where the key was taken. */
  readonly onKey: (key: string, isShift: boolean) => boolean;
};

/** So much of a text is cut into sentences. */
const mostChars = 100_000;

export function useSentenceCursor(
  item: AnnotationItem | null,
  onMark: (span: EvidenceSpan) => void,
): SentenceCursor {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const own = cursor !== null && cursor.place === item?.place ? cursor : null;
  const pointed = own === null ? null : spanOf(own);
  return {
    pointed,
    start() {
      if (item === null) return;
      const sentences = sentencesOf(cutText(documentWithTitle(item), mostChars));
      if (sentences.length > 0) setCursor({ place: item.place, sentences, from: 0, to: 0 });
    },
    onKey(key, isShift) {
      if (own === null || pointed === null) return false;
      const by = steps[key];
      if (by !== undefined) setCursor(moved(own, by, isShift));
      else if (key === 'Enter') {
        onMark(pointed);
        setCursor(null);
      } else if (key === 'Escape') setCursor(null);
      else return false;
      return true;
    },
  };
}

type Cursor = {
  readonly place: number;
  readonly sentences: readonly EvidenceSpan[];
  readonly from: number;
  readonly to: number;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Shift moves the far end only, never before the near one. */
function moved(cursor: Cursor, by: number, isShift: boolean): Cursor {
  const to = Math.min(Math.max(cursor.to + by, 0), cursor.sentences.length - 1);
  return isShift ? { ...cursor, to: Math.max(to, cursor.from) } : { ...cursor, from: to, to };
}

function spanOf({ sentences, from, to }: Cursor): EvidenceSpan | null {
  const [first, last] = [sentences[from], sentences[to]];
  return first && last ? { from: first.from, to: last.to } : null;
}
