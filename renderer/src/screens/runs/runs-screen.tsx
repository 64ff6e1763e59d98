import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { latestValue } from '../../stores/request.ts';
import { plural } from '../../text/format-number.ts';
import { RunDetail } from './run-detail.tsx';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** Stored runs, made here or supplied with the data, and their numbers. */
export function RunsScreen() {
  const { workspace, runs, navigation } = useStores();
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const { selected, select } = useFrom(runs, (state) => state);
  const list = summary?.runs ?? [];
  return (
    <div className="stack">
      <JobList about={(about) => about === 'run' || about === 'export'} />
      {list.length === 0 ? (
        <EmptyState title="No runs yet">
          <p>Tune a setting, then store what it selects. Negatives that came with the data are runs, too.</p>
          <button type="button" className="button primary" onClick={() => navigation.getState().go('tune')}>
            Tune
          </button>
        </EmptyState>
      ) : (
        <div className="runs-columns">
          <Panel title="Runs" aside={plural(list.length, 'run')}>
            <ScrollBox label="List of runs">
              <ul className="run-list">
                {list.map(({ run, teacher, split, created, supplied }) => (
                  <li key={run}>
                    <button type="button" aria-current={run === selected} onClick={() => select(run)}>
                      <strong>
                        <bdi>{run}</bdi>
                      </strong>
                      <span className="secondary">
                        <bdi>{teacher ?? 'no teacher'}</bdi> · <bdi>{split}</bdi>
                        {supplied ? ' · came with the data' : ''}
                      </span>
                      <span className="secondary">{dates.format(new Date(created))}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </ScrollBox>
          </Panel>
          {selected === null ? (
            <EmptyState title="Choose a run">
              <p className="secondary">Its numbers, its setting and its export are shown here.</p>
            </EmptyState>
          ) : (
            <RunDetail key={selected} run={selected} />
          )}
        </div>
      )}
    </div>
  );
}
