import type { TextFlag } from '../../../../shared/ipc/detail-calls.ts';
import type { CandidateView } from '../../../../shared/ipc/view-calls.ts';
import { OneLine } from '../../components/one-line.tsx';
import type { QueryDetail } from '../../stores/query.ts';
import { actionTexts } from '../relabel/action-text.ts';
import { flagTexts } from './flag-chips.tsx';
import { labelTexts } from '../../text/label-text.ts';
import { formatAgainst, formatScore } from '../../text/format-number.ts';

type CandidateRowProps = {
  readonly candidate: CandidateView;
  readonly threshold: number | null;
  readonly topPx: number;
  readonly isChosen: boolean;
  readonly onChoose: (document: number) => void;
  readonly flags: readonly TextFlag[];
};

/** One sign each: there is no room for words in a row. */
const flagMarks: Readonly<Record<TextFlag, string>> = {
  'same-text': '=',
  'near-duplicate': '≈',
  'contains-positive': '⊃',
  'inside-positive': '⊂',
  'same-title': '§',
  truncated: '✂',
};

/** A candidate as one line beside its mark: rank, title, fate in a word, score. */
export function CandidateRow({ candidate, threshold, topPx, isChosen, onChoose, flags }: CandidateRowProps) {
  const fate = candidate.selected ? 'selected' : candidate.verdict;
  return (
    <div
      id={`candidate-${candidate.document}`}
      role="option"
      aria-selected={isChosen}
      className={`ladder-row ${fate}`}
      style={{ top: `${topPx}px` }}
      onClick={() => onChoose(candidate.document)}
    >
      <span className="rank tabular">{candidate.rank}</span>
      <OneLine text={candidate.title === '' ? candidate.text : candidate.title} />
      {candidate.knownNegative ? (
        <span className="flag" title="The data labels it not relevant (grade 0).">
          known negative
        </span>
      ) : null}
      {candidate.decision === null ? null : (
        <span className="flag decided" title={actionTexts[candidate.decision].sentence}>
          ✎<span className="decided-word"> {actionTexts[candidate.decision].short}</span>
        </span>
      )}
      <SaidMarks candidate={candidate} />
      {flags.map((flag) => (
        <span key={flag} className="flag text-flag" title={flagTexts[flag].sentence}>
          {flagMarks[flag]}
          <span className="visually-hidden">{flagTexts[flag].label}</span>
        </span>
      ))}
      {candidate.suspect ? (
        <span className="flag suspect" title="At or above the bound of the reference setting.">
          ◆<span className="visually-hidden">suspect</span>
        </span>
      ) : null}
      <span className={`fate ${fate}`}>{fate}</span>
      <span className="score tabular">
        {threshold === null ? formatScore(candidate.score) : formatAgainst(candidate.score, threshold)[0]}
      </span>
    </div>
  );
}

/** ■ people, ▲ the judge; filled where they call it relevant. */
function SaidMarks({ candidate: { labelled, judged } }: { readonly candidate: CandidateView }) {
  const [label, answer] = [labelled[0], judged[0]];
  return (
    <>
      {label === undefined ? null : (
        <span className="flag said" title={`${label.annotator}: ${labelTexts[label.value]}`}>
          {label.value === 'relevant' ? '■' : '□'}
          <span className="visually-hidden">people: {labelTexts[label.value]}</span>
        </span>
      )}
      {answer === undefined || answer.relevant === null ? null : (
        <span
          className="flag said"
          title={`${answer.judge}: ${answer.relevant ? 'relevant' : 'not relevant'}`}
        >
          {answer.relevant ? '▲' : '△'}
          <span className="visually-hidden">judge: {answer.relevant ? 'relevant' : 'not relevant'}</span>
        </span>
      )}
    </>
  );
}

type PositiveRowProps = {
  readonly positive: QueryDetail['positives'][number];
  readonly topPx: number;
  readonly isAnchor: boolean;
};

/** A labelled positive among the candidates. */
export function PositiveRow({ positive, topPx, isAnchor }: PositiveRowProps) {
  return (
    <div className="ladder-row positive" role="presentation" style={{ top: `${topPx}px` }}>
      <span className="rank">●</span>
      <OneLine text={positive.title === '' ? positive.text : positive.title} />
      <span className="fate positive">{isAnchor ? 'positive = anchor' : 'positive'}</span>
      <span className="score tabular">{formatScore(positive.score)}</span>
    </div>
  );
}
