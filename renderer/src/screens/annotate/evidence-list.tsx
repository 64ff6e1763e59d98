import { Icon } from '../../components/icon.tsx';
import { OneLine } from '../../components/one-line.tsx';
import type { EvidenceSpan } from '../../stores/annotation/evidence-spans.ts';
import { cutText } from '../../text/cut-text.ts';

type EvidenceListProps = {
  readonly whole: string;
  readonly evidence: readonly EvidenceSpan[];
  readonly onUnmark: (span: EvidenceSpan) => void;
};

/** What was marked, each with a button that takes the mark away. */
export function EvidenceList({ whole, evidence, onUnmark }: EvidenceListProps) {
  if (evidence.length === 0) return null;
  return (
    <ul className="evidence-list" aria-label="Evidence">
      {evidence.map((span) => {
        const text = whole.slice(span.from, span.to);
        return (
          <li key={span.from} className="chip">
            <OneLine text={text} />
            <button
              type="button"
              className="button quiet icon-only"
              aria-label={`Remove evidence: ${cutText(text, 80)}`}
              onClick={() => onUnmark(span)}
            >
              <Icon name="close" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
