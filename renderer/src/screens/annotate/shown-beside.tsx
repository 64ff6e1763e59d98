import type { AnnotationItem, AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { formatScore } from '../../text/format-number.ts';
import { labelTexts } from '../../text/label-text.ts';

type ShownBesideProps = {
  readonly shown: NonNullable<AnnotationItem['shown']>;
  readonly queue: AnnotationQueue;
};

/** What an adjudicator, or one who does not label blind, sees beside the texts. */
export function ShownBeside({ shown, queue }: ShownBesideProps) {
  const { score, rank, verdict, judge, labels } = shown;
  const isAdjudication = queue.kind === 'adjudication';
  return (
    <section className="panel shown-beside" aria-label={isAdjudication ? 'Labels so far' : 'In sight'}>
      {queue.blind ? null : (
        <p className="row wrap">
          <span className="chip warning">not blind</span>
          {score === null ? null : <span className="chip">score {formatScore(score)}</span>}
          {rank === null ? null : <span className="chip">rank {rank}</span>}
          {verdict === null ? null : <span className={`chip ${verdict}`}>{verdict}</span>}
        </p>
      )}
      <div className="said-list">
        {judge.map((one) => (
          <article key={one.judge}>
            <h3>
              <bdi>{one.judge}</bdi> <span className="secondary">judge</span>
            </h3>
            <p>
              <b>{judgeText(one)}</b>
            </p>
            <UntrustedText text={one.reason} />
          </article>
        ))}
        {labels.map((one) => (
          <article key={one.annotator}>
            <h3>
              <bdi>{one.annotator}</bdi>
            </h3>
            <p>
              <b>{labelTexts[one.value]}</b>
            </p>
            {one.note === '' ? <p className="secondary">no note</p> : <UntrustedText text={one.note} />}
          </article>
        ))}
        {judge.length + labels.length === 0 ? (
          <p className="secondary">Nobody has said anything about this pair.</p>
        ) : null}
      </div>
    </section>
  );
}

function judgeText({ relevant, grade }: ShownBesideProps['shown']['judge'][number]): string {
  if (relevant === null) return 'no answer';
  const word = relevant ? 'relevant' : 'not relevant';
  return grade === null ? word : `${word}, grade ${grade}`;
}
