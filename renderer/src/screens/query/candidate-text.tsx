import { useMemo, useState } from 'react';
import type { CandidateView } from '../../../../shared/ipc/view-calls.ts';
import { OneLine } from '../../components/one-line.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import type { QueryDetail } from '../../stores/query.ts';
import { cutText } from '../../text/cut-text.ts';
import { latestValue } from '../../stores/request.ts';
import { formatCount, formatScore, formatShare } from '../../text/format-number.ts';
import { wordsOf } from '../../text/shared-words.ts';
import { actionTexts } from '../relabel/action-text.ts';
import { CandidateDecision } from './candidate-decision.tsx';
import { FlagChips } from './flag-chips.tsx';
import { OtherTeachers } from './other-teachers.tsx';
import { reasonText } from './reason-text.ts';
import type { QueryContextView } from './use-query-context.ts';

type CandidateTextProps = {
  readonly detail: QueryDetail;
  readonly candidate: CandidateView;
  readonly context: QueryContextView;
};

/** Words are compared over this much of a text. */
const comparedChars = 20_000;

/** The chosen candidate against a positive: why it was kept or dropped, and both texts with shared words marked. */
export function CandidateText({ detail, candidate, context }: CandidateTextProps) {
  const [place, setPlace] = useState(0);
  const positive = detail.positives[place] ?? detail.positives[0];
  const queryWords = useMemo(() => wordsOf(cutText(detail.query.text, comparedChars)), [detail.query.text]);
  const candidateWords = useMemo(() => wordsOf(cutText(candidate.text, comparedChars)), [candidate.text]);
  const positiveWords = useMemo(
    () => wordsOf(cutText(positive?.text ?? '', comparedChars)),
    [positive?.text],
  );
  const surroundings = latestValue(context.request);
  const own = context.of(candidate.document);
  const fate = candidate.selected ? 'selected' : candidate.verdict;
  return (
    <div className="texts">
      <section className="panel reasons" aria-label="Verdict">
        <header className="row">
          <span
            className="rank-badge tabular"
            title="Place in retrieval order among documents that are not positives"
          >
            rank {formatCount(candidate.rank)}
          </span>
          <h2>
            <OneLine text={candidate.title === '' ? candidate.text : candidate.title} />
          </h2>
          <span className="document-id secondary push-right">
            document <OneLine text={candidate.id} />
          </span>
        </header>
        <div className="row wrap">
          <span className={`chip ${fate}`}>
            {fate} at {formatScore(candidate.score)}
          </span>
          {candidate.failed.map((failed) => (
            <span key={failed.rule} className="chip dropped">
              {reasonText(failed, candidate)}
            </span>
          ))}
          {detail.anchorScore !== null && detail.anchorScore > 0 ? (
            <span className="chip" title="Its score as a share of the anchor’s">
              {formatShare(candidate.score, detail.anchorScore)} of the anchor
            </span>
          ) : null}
          {candidate.suspect ? (
            <span
              className="chip suspect"
              title="At or above PercPos 95 % of the lowest positive, whatever the setting"
            >
              ◆ suspect
            </span>
          ) : null}
          {candidate.decision === null ? null : (
            <span className="chip decided" title={actionTexts[candidate.decision].sentence}>
              {actionTexts[candidate.decision].done}
            </span>
          )}
          {candidate.knownNegative ? <span className="chip">labelled not relevant</span> : null}
          {own ? <FlagChips context={own} tokenLimit={surroundings?.tokenLimit ?? null} /> : null}
          {context.request.kind === 'failed' ? (
            <span className="chip" title={context.request.error.message}>
              flags could not be read
            </span>
          ) : null}
        </div>
        <CandidateDecision query={detail.query.query} candidate={candidate} />
        <OtherTeachers others={surroundings?.others ?? []} document={candidate.document} />
      </section>
      <section className="panel text-panel" aria-label="Candidate">
        <header className="panel-head">
          <h3 className={`fate ${fate}`}>Candidate</h3>
          <span className="panel-aside">
            <span className="legend">
              <span>
                <mark className="query">query’s words</mark>
              </span>
              <span>
                <mark className="shared">shared words</mark>
              </span>
            </span>
            <span>
              {lengthText(candidate.text.length, own?.tokens ?? null, surroundings?.tokenLimit ?? null)}
            </span>
          </span>
        </header>
        <div className="text-body">
          <UntrustedText text={candidate.text} queryWords={queryWords} otherWords={positiveWords} />
        </div>
      </section>
      {positive ? (
        <section className="panel text-panel" aria-label="Positive">
          <header className="panel-head">
            <h3 className="fate positive">
              Positive <OneLine text={positive.title} />
            </h3>
            <span className="panel-aside">
              {detail.positives.length > 1 ? (
                <select
                  aria-label="Which positive"
                  value={place}
                  onChange={(event) => setPlace(Number(event.target.value))}
                >
                  {detail.positives.map((one, at) => (
                    <option key={one.document} value={at}>
                      {at + 1} of {detail.positives.length}: {formatScore(one.score)}
                    </option>
                  ))}
                </select>
              ) : null}
              <span className="tabular">{formatScore(positive.score)}</span>
              <OneLine text={positive.id} />
            </span>
          </header>
          <div className="text-body">
            <UntrustedText text={positive.text} queryWords={queryWords} otherWords={candidateWords} />
          </div>
        </section>
      ) : null}
    </div>
  );
}

/** How long a text is, and how much of it the teacher reads, where it counts. */
function lengthText(characters: number, tokens: number | null, limit: number | null): string {
  if (tokens === null || limit === null || tokens > limit) return `${formatCount(characters)} characters`;
  return `${formatCount(characters)} characters, ${formatCount(tokens)} tokens`;
}
