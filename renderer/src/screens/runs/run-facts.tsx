import type { RunReport } from '../../../../shared/domain/report.ts';
import { describeSetting } from '../../setting/describe-setting.ts';
import { formatCount, formatDuration, formatShare } from '../../text/format-number.ts';

type RunFactsProps = {
  readonly report: RunReport;
  /** The negatives came with the data: nothing was decided here. */
  readonly supplied: boolean;
};

/** What made a run, and for which queries. */
export function RunFacts({ report, supplied }: RunFactsProps) {
  const { settings, teacher, units, queries, missing } = report;
  const seconds = report.seconds.embed + report.seconds.search + report.seconds.decide;
  const wanted = units * settings.numNegatives;
  return (
    <dl className="facts pad">
      <dt>Setting</dt>
      <dd>{supplied ? 'none: the negatives are as they came with the data' : describeSetting(settings)}</dd>
      <dt>Teacher</dt>
      <dd>
        {teacher.name === '' ? (
          `none: ${report.scores.positive.n === 0 ? 'not scored' : 'scores are those of the data'}`
        ) : (
          <>
            <bdi>{teacher.name}</bdi> <code title="fingerprint">{teacher.fingerprint.slice(0, 12)}</code>
          </>
        )}
      </dd>
      <dt>Queries</dt>
      <dd>
        {formatCount(queries)} of split <bdi>{report.split}</bdi>
        {units === queries ? '' : `, ${formatCount(units)} query–positive pairs`}
      </dd>
      {supplied ? null : (
        <>
          <dt>Missing</dt>
          <dd>
            {formatCount(missing)} negatives ({formatShare(missing, wanted)} of those wanted)
          </dd>
          <dt>Time</dt>
          <dd>
            {seconds < 1 ? 'under a second' : formatDuration(seconds)} for encoding, search and decision
          </dd>
        </>
      )}
    </dl>
  );
}
