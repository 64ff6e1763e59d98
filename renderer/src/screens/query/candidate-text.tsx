import { useMemo, useState } from 'react';
import type { CandidateView } from '../../../../shared/ipc/view-calls.ts';
import { OneLine } from '../../components/one-line.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import type { QueryDetail } from '../../stores/query.ts';
import { cutText } from '../../text/cut-text.ts';
import { formatCount, formatScore, formatShare } from '../../text/format-number.ts';
import { wordsOf } from '../../text/shared-words.ts';
import { reasonText } from './reason-text.ts';

type CandidateTextProps = { readonly detail: QueryDetail; readonly candidate: CandidateView };

/** Words are compared over this much of a text. */
const comparedChars = 20_000;

/** The chosen candidate against a positive: why it was kept or dropped, and both texts with shared words marked. */
export function CandidateText({ detail, candidate }: CandidateTextProps) {
  const [place, setPlace] = useState(0);
  const positive = detail.positives[place] ?? detail.positives[0];
  const queryWords = useMemo(() => wordsOf(cutText(detail.query.text, comparedChars)), [detail.query.text]);
  const candidateWords = useMemo(() => wordsOf(cutText(candidate.text, comparedChars)), [candidate.text]);
  const positiveWords = useMemo(
    () => wordsOf(cutText(positive?.text ?? '', comparedChars)),
    [positive?.text],
  );
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
          <span className="secondary push-right">
            document <bdi>{candidate.id}</bdi>
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
          {candidate.knownNegative ? <span className="chip">labelled not relevant</span> : null}
        </div>
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
            <span>{formatCount(candidate.text.length)} characters</span>
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
              <bdi>{positive.id}</bdi>
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
