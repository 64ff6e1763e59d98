import { useEffect, useRef, useState, type RefObject } from 'react';
import type { AnnotationItem, AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import type { EvidenceSpan } from '../../stores/annotation/evidence-spans.ts';
import type { LabelDraft } from '../../stores/annotation/label-session.ts';
import { OneLine } from '../../components/one-line.tsx';
import { cutText } from '../../text/cut-text.ts';
import { formatCount } from '../../text/format-number.ts';
import { documentWithTitle, trimmed } from './document-sentences.ts';
import { EvidenceList } from './evidence-list.tsx';
import { MarkedText } from './marked-text.tsx';
import { selectedSpan } from './selected-span.ts';

type DocumentPanelProps = {
  readonly item: AnnotationItem;
  readonly question: AnnotationQueue['question'];
  readonly draft: LabelDraft;
  readonly textRef: RefObject<HTMLDivElement | null>;
  readonly pointed: EvidenceSpan | null;
  readonly onMark: (span: EvidenceSpan) => void;
  readonly onUnmark: (span: EvidenceSpan) => void;
};

const firstChars = 12_000;

const questionTexts: Readonly<Record<AnnotationQueue['question'], string>> = {
  relevance: 'Does this text answer it?',
  comparison: 'How does this text compare with the positive?',
};

/** The text that is judged: selecting some of it marks it as evidence. Always text, opened piece by piece where it is long. */
export function DocumentPanel(props: DocumentPanelProps) {
  const { item, question, draft, textRef, pointed, onMark, onUnmark } = props;
  const [shownOf, setShownOf] = useState({ place: item.place, limit: firstChars });
  const limit = shownOf.place === item.place ? shownOf.limit : firstChars;
  const whole = documentWithTitle(item);
  const reach = Math.max(item.title.length + 1 + limit, pointed?.to ?? 0);
  const text = cutText(item.text, reach - item.title.length - 1);
  const hidden = item.text.length - text.length;

  const latest = useRef({ whole, onMark });
  useEffect(() => {
    latest.current = { whole, onMark };
  });
  useEffect(() => {
    // The pointer may be let go anywhere.
    function onUp(): void {
      const root = textRef.current;
      const selection = window.getSelection();
      const span = root && selectedSpan(root, selection);
      if (!span) return;
      latest.current.onMark(trimmed(latest.current.whole, span));
      selection?.removeAllRanges();
    }
    document.addEventListener('pointerup', onUp);
    return () => document.removeEventListener('pointerup', onUp);
  }, [textRef]);
  useEffect(() => {
    if (pointed !== null) textRef.current?.querySelector('.pointed')?.scrollIntoView({ block: 'nearest' });
  }, [pointed?.from, pointed?.to, textRef]); // oxlint-disable-line react/exhaustive-deps -- the span by its ends

  return (
    <section className="panel label-document" aria-label="Document">
      <p className="secondary row spread">
        <span>{questionTexts[question]}</span>
        <OneLine text={item.document_id} />
      </p>
      <div ref={textRef} className="label-text" tabIndex={0} role="region" aria-label="Text of the document">
        {item.title === '' ? null : (
          <h3>
            <MarkedText text={item.title} start={0} evidence={draft.evidence} pointed={pointed} />
          </h3>
        )}
        <MarkedText text={text} start={item.title.length + 1} evidence={draft.evidence} pointed={pointed} />
        {hidden > 0 ? (
          <button
            type="button"
            className="button quiet"
            onClick={() => setShownOf({ place: item.place, limit: limit * 5 })}
          >
            Show more ({formatCount(hidden)} characters hidden)
          </button>
        ) : null}
      </div>
      <EvidenceList whole={whole} evidence={draft.evidence} onUnmark={onUnmark} />
    </section>
  );
}
