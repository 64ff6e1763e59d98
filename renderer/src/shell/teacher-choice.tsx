import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import { useFrom, useStores } from '../app-context.ts';
import { isEncoded } from '../stores/view.ts';
import { formatCount } from '../text/format-number.ts';

type TeacherChoiceProps = { readonly summary: WorkspaceSummary };

/** Whose scores decide, and for which queries. */
export function TeacherChoice({ summary }: TeacherChoiceProps) {
  const { view } = useStores();
  const { teacher, split, supplied, choose } = useFrom(view, (state) => state);
  const given = summary.runs.filter((one) => one.supplied && one.split === split);
  const chosen = summary.teachers.find(({ name }) => name === teacher);
  return (
    <span className="row teacher-choice">
      <label>
        <span>Teacher</span>
        <select
          value={teacher ?? ''}
          title={chosen?.notes.join(' ')}
          disabled={summary.teachers.length === 0}
          onChange={(event) => choose({ teacher: event.target.value })}
        >
          {summary.teachers.length === 0 ? <option value="">none yet</option> : null}
          {summary.teachers.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
              {isEncoded(one) ? '' : ' (not encoded)'}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Split</span>
        <select
          value={split ?? ''}
          title="Which queries are mined. Positives of every split are kept out of the candidates."
          onChange={(event) => choose({ split: event.target.value })}
        >
          {Object.entries(summary.splits).map(([name, queries]) => (
            <option key={name} value={name}>
              {name} ({formatCount(queries)})
            </option>
          ))}
        </select>
      </label>
      {given.length === 0 ? null : (
        <label>
          <span>Candidates</span>
          <select
            value={supplied ?? ''}
            title="What the teacher scores and the rules decide: documents that it retrieves, or the negatives that came with the data"
            onChange={(event) => choose({ supplied: event.target.value === '' ? null : event.target.value })}
          >
            <option value="">retrieved</option>
            {given.map(({ run }) => (
              <option key={run} value={run}>
                {run}
              </option>
            ))}
          </select>
        </label>
      )}
    </span>
  );
}
