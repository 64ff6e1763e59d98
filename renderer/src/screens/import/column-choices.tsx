import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import type { Preview } from '../../stores/data-import.ts';

type SingleRole = 'query' | 'positive' | 'label' | 'score';

const roles: readonly { readonly role: SingleRole; readonly label: string }[] = [
  { role: 'query', label: 'Query' },
  { role: 'positive', label: 'Positive' },
  { role: 'label', label: 'Label' },
  { role: 'score', label: 'Score' },
];

/** Which column means what. Formats without columns to choose have none of this. */
export function ColumnChoices({ preview }: { readonly preview: Preview }) {
  const { dataImport } = useStores();
  const { choices, change } = useFrom(dataImport, (state) => state);
  if (preview.columns.length === 0 || Object.keys(preview.chosen).length === 0) return null;
  const chosen: ColumnChoice = { ...preview.chosen, ...choices.columns };
  const choose = (patch: Partial<ColumnChoice>): void => change({ columns: { ...chosen, ...patch } });
  const negatives = chosen.negative ?? [];
  return (
    <Panel title="Columns">
      <div className="field-row">
        {roles.map(({ role, label }) => (
          <label key={role} className="field">
            <span>{label}</span>
            <select
              value={chosen[role] ?? ''}
              onChange={(event) => {
                const { [role]: _, ...rest } = chosen;
                const column = event.target.value;
                change({ columns: column === '' ? rest : { ...rest, [role]: column } });
              }}
            >
              <option value="">none</option>
              {preview.columns.map((column) => (
                <option key={column} value={column}>
                  {column}
                </option>
              ))}
            </select>
          </label>
        ))}
        <fieldset className="field check-list">
          <legend>Negatives</legend>
          {preview.columns.map((column) => (
            <label key={column} className="check">
              <input
                type="checkbox"
                checked={negatives.includes(column)}
                onChange={(event) =>
                  choose({
                    negative: event.target.checked
                      ? [...negatives, column]
                      : negatives.filter((one) => one !== column),
                  })
                }
              />
              <bdi>{column}</bdi>
            </label>
          ))}
        </fieldset>
      </div>
    </Panel>
  );
}
