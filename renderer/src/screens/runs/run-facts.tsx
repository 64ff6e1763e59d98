import type { RunReport } from '../../../../shared/domain/report.ts';
import { describeSetting } from '../../setting/describe-setting.ts';
import { formatCount, formatDuration, formatShare, plural } from '../../text/format-number.ts';

type RunFactsProps = {
  readonly report: RunReport;
  /** The negatives came with the data: nothing was decided here. */
  readonly supplied: boolean;
};

/** What made a run, and for which queries. */
export function RunFacts({ report, supplied }: RunFactsProps) {
  const { settings, teacher, units, queries, missing, short_pools: shortPools } = report;
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
      {report.supplied_run === undefined ? null : (
        <>
          <dt>Candidates</dt>
          <dd>
            the negatives of <bdi>{report.supplied_run}</bdi>, which came with the data
          </dd>
        </>
      )}
      <dt>Queries</dt>
      <dd>
        {formatCount(queries)} of split <bdi>{report.split}</bdi>
        {units === queries ? '' : `, ${plural(units, 'query–positive pair')}`}
      </dd>
      {shortPools.queries > 0 ? (
        <>
          <dt>Short pools</dt>
          <dd>
            {plural(shortPools.queries, 'query', 'queries')} whose pool has fewer candidates than it could (up
            to {formatCount(settings.poolSize)}); {formatCount(shortPools.missing)} missing in all
          </dd>
        </>
      ) : null}
      {supplied ? null : (
        <>
          <dt>Missing</dt>
          <dd>
            {plural(missing, 'negative')} ({formatShare(missing, wanted)} of those wanted)
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
