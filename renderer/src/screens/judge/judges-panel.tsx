import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { isActive } from '../../stores/jobs.ts';
import { judgeJob } from '../../stores/judge.ts';
import { latestValue } from '../../stores/request.ts';
import { formatCount, formatShare, plural } from '../../text/format-number.ts';
import { failureText } from './state-texts.ts';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Everyone who has judged in this workspace. */
export function JudgesPanel() {
  const { judge, jobs } = useStores();
  const isJudging = useFrom(jobs, (state) =>
    state.jobs.some((job) => isActive(job) && job.about === judgeJob('run')),
  );
  const request = useFrom(judge, (state) => state.judges);
  const judges = latestValue(request) ?? [];
  return (
    <Panel title="Judges" aside={plural(judges.length, 'judge')}>
      {request.kind === 'failed' ? (
        <ErrorPanel
          title="Who has judged could not be read"
          error={request.error}
          actions={
            <button type="button" className="button" onClick={() => void judge.getState().loadJudges()}>
              Try again
            </button>
          }
        />
      ) : null}
      {judges.length === 0 && request.kind !== 'failed' ? (
        <p className="pad secondary">
          {isJudging
            ? 'The first one is at work.'
            : request.kind === 'ready'
              ? 'Nobody has judged in this workspace yet. Choose a server, estimate, then judge.'
              : 'Reading who has judged …'}
        </p>
      ) : null}
      {judges.length > 0 ? (
        <ScrollBox label="Judges as a table">
          <table className="plain-table judges">
            <thead>
              <tr>
                <th scope="col">model, question</th>
                <th scope="col">server</th>
                <th scope="col" className="number">
                  labels
                </th>
                <th scope="col" className="number">
                  relevant, says it alone
                </th>
                <th scope="col">without a label</th>
                <th scope="col" className="number">
                  tokens
                </th>
                <th scope="col">last</th>
              </tr>
            </thead>
            <tbody>
              {judges.map(({ name, endpoint, judged, relevant, failed, tokens, last }) => (
                <tr key={name}>
                  <th scope="row">
                    <OneLine text={name} />
                  </th>
                  <td>
                    <OneLine text={endpoint} />
                  </td>
                  <td className="number">{formatCount(judged)}</td>
                  <td className="number">
                    {formatCount(relevant)} ({formatShare(relevant, judged)})
                  </td>
                  <td>{failureText(failed) || 'none'}</td>
                  <td className="number">
                    {formatCount(tokens.in)} in, {formatCount(tokens.out)} out
                  </td>
                  <td>{dates.format(new Date(last))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ) : null}
    </Panel>
  );
}
