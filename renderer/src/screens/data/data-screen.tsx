import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { latestValue } from '../../stores/request.ts';
import { plural } from '../../text/format-number.ts';
import { AddTeacher } from './add-teacher.tsx';
import { TeacherCard } from './teacher-card.tsx';
import { WorkspaceFacts } from './workspace-facts.tsx';

/** What is in the workspace, and who scores it. */
export function DataScreen() {
  const stores = useStores();
  const { path, summary } = useFrom(stores.workspace, (state) => state);
  const [isAdding, setAdding] = useState(false);
  const value = latestValue(summary);
  if (summary.kind === 'failed' && path !== null && !value) {
    return (
      <ErrorPanel
        title={`${path} could not be opened`}
        error={summary.error}
        actions={
          <>
            <button type="button" className="button" onClick={() => void stores.openWorkspace(path)}>
              Try again
            </button>
            <button type="button" className="button" onClick={() => void stores.closeWorkspace()}>
              Back to the start
            </button>
          </>
        }
      />
    );
  }
  if (!value) {
    return (
      <EmptyState title="Opening the workspace …">
        <p className="secondary">{path}</p>
      </EmptyState>
    );
  }
  const mustAdd = value.teachers.length === 0;
  const add = <AddTeacher summary={value} onDone={() => setAdding(false)} canCancel={!mustAdd} />;
  return (
    <div className="stack">
      <WorkspaceFacts summary={value} />
      <JobList about={(about) => about === 'teacher-add'} />
      {/* Where its button was: below many teachers it would be out of sight. */}
      {isAdding && !mustAdd ? add : null}
      <Panel
        title="Teachers"
        aside={
          mustAdd || isAdding || value.readOnly ? (
            plural(value.teachers.length, 'teacher')
          ) : (
            <button type="button" className="button" onClick={() => setAdding(true)}>
              Add a teacher…
            </button>
          )
        }
      >
        {mustAdd ? (
          <p className="pad secondary">
            A teacher scores queries against documents; its scores decide which candidates are kept. Choose
            one to begin.
          </p>
        ) : (
          <ul className="teacher-list">
            {value.teachers.map((teacher) => (
              <TeacherCard key={teacher.name} teacher={teacher} />
            ))}
          </ul>
        )}
      </Panel>
      {mustAdd ? add : null}
    </div>
  );
}
