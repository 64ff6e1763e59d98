import { useFrom, useStores } from '../../app-context.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { isActive } from '../../stores/jobs.ts';
import { latestValue } from '../../stores/request.ts';
import { isEncoded, type TeacherState } from '../../stores/view.ts';
import { formatCount, formatShare, plural } from '../../text/format-number.ts';

/** One teacher: what it is, how it was read, how much it has encoded, and what to do next. */
export function TeacherCard({ teacher }: { readonly teacher: TeacherState }) {
  const { teachers, jobs, view, navigation, workspace } = useStores();
  const about = `teacher:${teacher.name}`;
  const isBusy = useFrom(jobs, (state) => state.jobs.some((job) => job.about === about && isActive(job)));
  const isReadOnly = useFrom(workspace, (state) => latestValue(state.summary))?.readOnly === true;
  const isStopped = useFrom(jobs, (state) =>
    state.jobs.some(
      ({ about: one, status }) => one === about && (status.kind === 'cancelled' || status.kind === 'failed'),
    ),
  );
  const isReady = isEncoded(teacher);
  const { encoding } = teacher;
  const done = encoding === null ? 0 : encoding.documents.done + encoding.queries.done;
  const all = encoding === null ? 0 : encoding.documents.total + encoding.queries.total;
  function look(): void {
    view.getState().choose({ teacher: teacher.name });
    navigation.getState().go('tune');
  }
  return (
    <li className="teacher-card">
      <div className="row spread">
        <span className="row">
          <strong>
            <bdi>{teacher.name}</bdi>
          </strong>
          <code title="What the command line calls it">
            <bdi>{teacher.spec}</bdi>
          </code>
          {teacher.dimensions === undefined ? null : (
            <span className="chip">{formatCount(teacher.dimensions)} dimensions</span>
          )}
          {teacher.similarity === undefined ? null : <span className="chip">{teacher.similarity}</span>}
        </span>
        <span className="row">
          <button
            type="button"
            className="button quiet"
            disabled={isBusy || isReadOnly}
            title={
              isReadOnly
                ? 'The workspace is read-only: nothing can be taken out of it.'
                : 'Takes the teacher out of the workspace. Its embeddings stay in the cache.'
            }
            onClick={() => teachers.remove(teacher.name)}
          >
            Remove
          </button>
          {isReady ? (
            <button type="button" className="button primary" disabled={isBusy} onClick={look}>
              Tune
            </button>
          ) : isStopped ? null : (
            // The card of stopped work has a button of its own that goes on.
            <button
              type="button"
              className="button primary"
              disabled={isBusy || isReadOnly}
              title={isReadOnly ? 'The workspace is read-only: no embeddings can be kept in it.' : undefined}
              onClick={() => teachers.encode(teacher.name)}
            >
              {done > 0 ? 'Continue encoding' : 'Encode'}
            </button>
          )}
        </span>
      </div>
      <JobList about={(one) => one === about} />
      {isBusy ? null : encoding === null ? (
        <p className="secondary">Nothing to encode: ready.</p>
      ) : isReady ? (
        <p className="secondary">
          Encoded: {plural(encoding.documents.total, 'document')} and{' '}
          {plural(encoding.queries.total, 'query', 'queries')}.
        </p>
      ) : (
        <div className="encoding-state">
          <ProgressBar label={`Encoded with ${teacher.name}`} share={all === 0 ? 0 : done / all} />
          <span className="secondary tabular">
            {formatCount(done)} of {formatCount(all)} texts encoded ({formatShare(done, all)})
          </span>
        </div>
      )}
      {teacher.notes.length > 0 ? (
        <details className="notes">
          <summary>How it is read and where it runs</summary>
          <ul>
            {teacher.notes.map((note) => (
              <li key={note}>
                <bdi>{note}</bdi>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}
