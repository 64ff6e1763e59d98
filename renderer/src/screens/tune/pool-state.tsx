import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { latestValue } from '../../stores/request.ts';
import { isEncoded } from '../../stores/view.ts';
import { formatCount } from '../../text/format-number.ts';

/** Why there are no numbers, and what to do; nothing when the pool is at hand and has queries. */
export function PoolState() {
  const { workspace, view, navigation, teachers, jobs } = useStores();
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const { teacher: name, split, ready, asked } = useFrom(view, (state) => state);
  const isEncoding = useFrom(jobs, (state) =>
    state.jobs.some((job) => job.about === `teacher:${name}` && job.status.kind !== 'done'),
  );
  const isPreparing = useFrom(jobs, (state) =>
    state.jobs.some((job) => job.about === 'pool' && job.status.kind !== 'done'),
  );
  const teacher = summary?.teachers.find((one) => one.name === name);
  if (!summary) return <p className="secondary">Opening the workspace …</p>;
  if (!teacher) {
    return (
      <EmptyState title="No teacher yet">
        <p>A teacher’s scores decide which candidates are kept.</p>
        <button type="button" className="button primary" onClick={() => navigation.getState().go('data')}>
          Choose a teacher
        </button>
      </EmptyState>
    );
  }
  if (split === null) {
    return (
      <EmptyState title="No labelled queries">
        <p>Mining needs queries with at least one positive. This workspace has none in any split.</p>
      </EmptyState>
    );
  }
  if (!isEncoded(teacher)) {
    return (
      <>
        <JobList about={(about) => about === `teacher:${teacher.name}`} />
        {isEncoding ? null : (
          <EmptyState title={`${teacher.name} has not encoded everything`}>
            <p>Texts are encoded once; after that every setting is immediate.</p>
            <button type="button" className="button primary" onClick={() => teachers.encode(teacher.name)}>
              Encode
            </button>
          </EmptyState>
        )}
      </>
    );
  }
  if (ready && !asked) {
    return ready.rows > 0 ? null : (
      <EmptyState title={`No query of ${ready.choice.split} has a positive`}>
        <p>
          Mining needs queries with at least one positive: choose another split above, or import the data with
          labels of a grade above 0.
        </p>
      </EmptyState>
    );
  }
  if (asked !== null && !isPreparing) {
    return (
      <EmptyState title="The candidates are not there">
        <p>
          Finding them was stopped. They are found once; after that every setting is immediate.
          {ready === null
            ? null
            : ` What stands below is of a pool of ${formatCount(ready.choice.poolSize)}.`}
        </p>
        <button type="button" className="button primary" onClick={view.getState().prepareAgain}>
          Find the candidates
        </button>
      </EmptyState>
    );
  }
  return <JobList about={(about) => about === 'pool'} />;
}
