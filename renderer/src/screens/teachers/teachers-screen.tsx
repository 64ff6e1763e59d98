import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { latestValue } from '../../stores/request.ts';
import { isEncoded } from '../../stores/view.ts';
import { plural } from '../../text/format-number.ts';
import { TeacherQuality } from './teacher-quality.tsx';
import { TeacherScatter } from './teacher-scatter.tsx';

/** Corpora up to this size are searched within seconds. */
const measuredAtOnce = 20_000;

/** Is a teacher good enough? Measured on the splits that have labels. */
export function TeachersScreen() {
  const { workspace, view, navigation } = useStores();
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const shownSplit = useFrom(view, (state) => state.split);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!summary) return <p className="secondary">Opening the workspace …</p>;
  const splits = Object.entries(summary.splits).filter(([, queries]) => queries > 0);
  const split = splits.find(([name]) => name === (chosen ?? shownSplit))?.[0] ?? splits[0]?.[0];
  const ready = summary.teachers.filter(isEncoded).map(({ name }) => name);
  if (summary.teachers.length === 0) {
    return (
      <EmptyState title="No teacher yet">
        <p>Add one; then see here whether its scores can be trusted on your labels.</p>
        <button type="button" className="button primary" onClick={() => navigation.getState().go('data')}>
          Add a teacher
        </button>
      </EmptyState>
    );
  }
  if (split === undefined) {
    return (
      <EmptyState title="No labelled queries">
        <p>A teacher is measured on queries with a positive. This workspace has none in any split.</p>
      </EmptyState>
    );
  }
  return (
    <div className="teachers-screen">
      <div className="row spread">
        <h2>Is a teacher good enough?</h2>
        <label className="row">
          <span className="secondary">measured on</span>
          <select value={split} onChange={(event) => setChosen(event.target.value)}>
            {splits.map(([name, queries]) => (
              <option key={name} value={name}>
                {name} ({plural(queries, 'query', 'queries')})
              </option>
            ))}
          </select>
        </label>
      </div>
      <JobList about={(about) => about.startsWith('teacher:')} />
      <div className="teacher-qualities">
        {summary.teachers.map((teacher) => (
          <TeacherQuality
            key={`${teacher.name}-${teacher.fingerprint}-${split}`}
            workspace={summary.path}
            name={summary.name}
            teacher={teacher}
            split={split}
            atOnce={summary.documents <= measuredAtOnce}
          />
        ))}
      </div>
      {ready.length >= 2 ? (
        <TeacherScatter workspace={summary.path} name={summary.name} split={split} teachers={ready} />
      ) : (
        <p className="row secondary">
          With a second teacher, both can be compared here on the same pairs.
          <button type="button" className="button" onClick={() => navigation.getState().go('data')}>
            Add a teacher
          </button>
        </p>
      )}
    </div>
  );
}
