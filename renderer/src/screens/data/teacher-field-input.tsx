import { useStores } from '../../app-context.ts';
import { askPath } from '../../stores/ask-path.ts';
import type { TeacherField } from '../../setting/teacher-kinds.ts';

type TeacherFieldInputProps = {
  readonly field: TeacherField;
  readonly value: string;
  readonly teachers: readonly string[];
  readonly onChange: (value: string) => void;
};

/** One thing a teacher needs: typed, or found by a dialog. */
export function TeacherFieldInput({ field, value, teachers, onChange }: TeacherFieldInputProps) {
  const { api, navigation } = useStores();
  async function choose(): Promise<void> {
    const path =
      field.by === 'folder'
        ? await askPath(navigation, api.call('dialog.chooseModelFolder', undefined))
        : (await askPath(navigation, api.call('dialog.chooseData', undefined)))?.[0];
    if (path !== null && path !== undefined) onChange(path);
  }
  if (field.by === 'teacher') {
    return (
      <label className="field">
        <span>{field.label}</span>
        <select value={value} onChange={(event) => onChange(event.target.value)}>
          {teachers.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <div className="row field-with-button">
      <label className="field grow">
        <span>{field.label}</span>
        <input
          type="text"
          value={value}
          placeholder={field.placeholder}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {field.by === 'typing' ? null : (
        <button type="button" className="button" onClick={() => void choose()}>
          Choose…
        </button>
      )}
    </div>
  );
}
