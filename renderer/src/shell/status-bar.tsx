import { useFrom, useStores } from '../app-context.ts';
import { ProgressBar } from '../components/progress-bar.tsx';
import { isActive } from '../stores/jobs.ts';
import { formatCount, formatDuration } from '../text/format-number.ts';
import { UnfinishedJudging } from './unfinished-judging.tsx';

const engineWords = { running: 'Ready', restarting: 'Engine restarting', stopped: 'Engine stopped' } as const;

/** One quiet line: the engine, the pool on screen, and the work that is going on wherever one looks. */
export function StatusBar() {
  const { engine, jobs, view, tuning, navigation } = useStores();
  const engineState = useFrom(engine, (state) => state.state);
  const job = useFrom(jobs, (state) => state.jobs.find(isActive));
  const ready = useFrom(view, (state) => state.ready);
  const screen = useFrom(navigation, (state) => state.screen);
  const tables = useFrom(tuning, (state) => state.tables?.answer);
  const isTuning = screen === 'tune' || screen === 'query';
  const total = job?.progress?.total ?? null;
  return (
    <footer className="status-bar tabular">
      <span className={`engine-state ${engineState}`}>{job ? 'Working' : engineWords[engineState]}</span>
      {isTuning && ready ? (
        <span title="Candidates retrieved for all queries of the split, before any rule.">
          {formatCount(ready.candidates)} candidates · pool {formatCount(ready.choice.poolSize)}
        </span>
      ) : null}
      {isTuning && tables?.exact === true ? (
        <span title="Time the engine took to count every candidate at every value of the slider.">
          counted in {formatCount(Math.max(1, Math.round(tables.milliseconds)))} ms
        </span>
      ) : null}
      {job ? (
        <span className="row push-right">
          <span>{job.title}</span>
          <ProgressBar
            label={job.title}
            share={total !== null && total > 0 ? Math.min(1, (job.progress?.done ?? 0) / total) : null}
          />
          <span className="time-left">
            {job.rate.secondsLeft === null ? '' : `${formatDuration(job.rate.secondsLeft)} left`}
          </span>
          <button type="button" className="button quiet" onClick={() => jobs.getState().cancel(job.id)}>
            Cancel
          </button>
        </span>
      ) : (
        <UnfinishedJudging />
      )}
    </footer>
  );
}
