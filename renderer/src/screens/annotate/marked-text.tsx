import { piecesOf, type EvidenceSpan } from '../../stores/annotation/evidence-spans.ts';

type MarkedTextProps = {
  readonly text: string;
  /** Where it begins in the document. */
  readonly start: number;
  readonly evidence: readonly EvidenceSpan[];
  /** The sentence that keys point at. */
  readonly pointed: EvidenceSpan | null;
};

/** A text from the data with its evidence marked. Each piece says where it begins, so that a selection can be told in characters. */
export function MarkedText({ text, start, evidence, pointed }: MarkedTextProps) {
  const pieces = piecesOf(text, start, evidence, pointed);
  return (
    <div className="untrusted" dir="auto">
      {pieces.map(({ text: piece, from, isMarked, isPointed }) => {
        const className = isPointed ? 'pointed' : undefined;
        return isMarked ? (
          <mark key={from} data-from={from} className={`evidence ${className ?? ''}`}>
            {piece}
          </mark>
        ) : (
          <span key={from} data-from={from} className={className}>
            {piece}
          </span>
        );
      })}
    </div>
  );
}
