import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import type { Preview } from '../../stores/data-import.ts';

type SingleRole = 'query' | 'positive' | 'label' | 'score';

/** Without a query and a positive there is nothing to import: these are some column, or found by the import itself. */
const roles: readonly { readonly role: SingleRole; readonly label: string; readonly without: string }[] = [
  { role: 'query', label: 'Query', without: 'detected' },
  { role: 'positive', label: 'Positive', without: 'detected' },
  { role: 'label', label: 'Label', without: 'none' },
  { role: 'score', label: 'Score', without: 'none' },
];

/** Which column means what. Formats without columns to choose have none of this. */
export function ColumnChoices({ preview }: { readonly preview: Preview }) {
  const { dataImport } = useStores();
  const { choices, change } = useFrom(dataImport, (state) => state);
  if (preview.columns.length === 0 || Object.keys(preview.chosen).length === 0) return null;
  const chosen: ColumnChoice = { ...preview.chosen, ...choices.columns };
  const choose = (patch: Partial<ColumnChoice>): void => change({ columns: { ...chosen, ...patch } });
  const negatives = chosen.negative ?? [];
  const twice = usedTwice(chosen);
  return (
    <Panel title="Columns">
      <div className="field-row">
        {roles.map(({ role, label, without }) => (
          <label key={role} className="field">
            <span>{label}</span>
            <select
              value={chosen[role] ?? ''}
              onChange={(event) => {
                const column = event.target.value;
                if (column !== '') return choose({ [role]: column });
                if (role === 'label' || role === 'score') return choose({ [role]: null });
                // What was chosen for the others stays; this one is looked for again.
                const { [role]: _, ...rest } = choices.columns;
                return change({ columns: rest });
              }}
            >
              <option value="">{without}</option>
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
      {twice.length === 0 ? null : (
        <p className="notice pad" role="alert">
          Chosen for two things: <bdi>{twice.join(', ')}</bdi>. Each column should mean one.
        </p>
      )}
    </Panel>
  );
}

/** Columns that stand for more than one thing; a label may be a score, too. */
function usedTwice({ query, positive, negative = [], label, score }: ColumnChoice): readonly string[] {
  const all = [query, positive, ...negative, label, score === label ? null : score];
  const named = all.filter((column) => column !== undefined && column !== null);
  return [...new Set(named.filter((column, i) => named.indexOf(column) !== i))];
}
