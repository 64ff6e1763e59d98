import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { TeacherKind, TeacherOptions } from '../../../../shared/domain/teacher.ts';
import type { WorkspaceSummary } from '../../../../shared/ipc/data-calls.ts';
import { useStores } from '../../app-context.ts';
import { KindList } from '../../components/kind-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { specOf, suggestName, teacherKinds } from '../../setting/teacher-kinds.ts';
import { TeacherFieldInput } from './teacher-field-input.tsx';
import { TeacherOptionFields } from './teacher-option-fields.tsx';

type AddTeacherProps = {
  readonly summary: WorkspaceSummary;
  readonly canCancel: boolean;
  readonly onDone: () => void;
};

/** Chooses a kind of teacher and what it needs; adding it also encodes. */
export function AddTeacher({ summary, canCancel, onDone }: AddTeacherProps) {
  const { teachers } = useStores();
  const [kind, setKind] = useState<TeacherKind>('bundled');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [typedName, setTypedName] = useState<string | null>(null);
  const [options, setOptions] = useState<TeacherOptions>({});
  const form = useRef<HTMLFormElement>(null);
  // Somebody asked for it, then.
  useEffect(() => {
    if (canCancel) form.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [canCancel]);
  const names = summary.teachers.map(({ name }) => name);
  const name = typedName ?? suggestName(kind, values, names);
  const spec = specOf(kind, values);
  const chosen = teacherKinds.find((one) => one.kind === kind);
  const isTaken = names.includes(name);

  function add(event: FormEvent): void {
    event.preventDefault();
    if (spec === null || name.trim() === '' || isTaken) return;
    teachers.add({ name: name.trim(), spec, options, replace: false });
    onDone();
  }
  function choose(next: TeacherKind): void {
    setKind(next);
    setValues(next === 'cross-encoder' ? { from: names[0] ?? '' } : {});
    setTypedName(null);
    setOptions({});
  }
  return (
    <Panel title="Add a teacher">
      <form ref={form} onSubmit={add} className="add-teacher">
        <KindList
          label="Kind of teacher"
          value={kind}
          options={teacherKinds.map((one) => ({
            value: one.kind,
            label: one.label,
            sentence: one.sentence,
            isDisabled: one.kind === 'cross-encoder' && names.length === 0,
          }))}
          onChange={choose}
        />
        <div className="stack small">
          {chosen?.fields.map((field) => (
            <TeacherFieldInput
              key={field.key}
              field={field}
              value={values[field.key] ?? ''}
              teachers={names}
              onChange={(value) => setValues({ ...values, [field.key]: value })}
            />
          ))}
          <label className="field">
            <span>Name</span>
            <input
              type="text"
              value={name}
              aria-invalid={isTaken}
              onChange={(event) => setTypedName(event.target.value)}
            />
            {isTaken ? <span className="field-error">There is a teacher with this name already.</span> : null}
          </label>
          <TeacherOptionFields
            key={kind}
            kind={kind}
            isEncoder={chosen?.isEncoder ?? false}
            options={options}
            onChange={setOptions}
          />
          <div className="row push-right">
            {canCancel ? (
              <button type="button" className="button" onClick={onDone}>
                Cancel
              </button>
            ) : null}
            <button
              type="submit"
              className="button primary"
              disabled={spec === null || isTaken || summary.readOnly}
            >
              {chosen?.isEncoder === true ? 'Add and encode' : 'Add'}
            </button>
          </div>
        </div>
      </form>
    </Panel>
  );
}
