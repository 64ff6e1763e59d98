import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { Icon } from '../../components/icon.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { columnLooks } from './query-columns.tsx';

/** What can be done with the table beside reading it: go to a row, filter by columns, choose columns. */
export function TableTools({
  isFiltering,
  onFiltering,
}: {
  readonly isFiltering: boolean;
  readonly onFiltering: (isFiltering: boolean) => void;
}) {
  const { queries, tableColumns } = useStores();
  const total = useFrom(queries, (state) => state.total) ?? 0;
  const { jumpTo } = useFrom(queries, (state) => state);
  const { hidden, toggle } = useFrom(tableColumns, (state) => state);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <label className="jump" title={`Shows a row by its place in the list, 1 to ${total}`}>
        <span className="secondary">row</span>
        <TypedField
          label="Go to row"
          text=""
          widthCh={8}
          onCommit={(typed) => {
            const row = Number(typed.replaceAll(/[,\s]/g, ''));
            if (!Number.isInteger(row) || row < 1 || row > total) return false;
            jumpTo(row - 1);
            return true;
          }}
        />
      </label>
      <button
        type="button"
        className="button quiet"
        aria-pressed={isFiltering}
        title="Type over a column what its numbers must be: >=0.5, <3, 1..4"
        onClick={() => onFiltering(!isFiltering)}
      >
        Filter columns
      </button>
      <div
        className="more-rules"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return;
          event.stopPropagation();
          setOpen(false);
        }}
      >
        <button
          type="button"
          className="button quiet"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Columns
        </button>
        {isOpen ? (
          <div className="popover columns" role="group" aria-label="Columns">
            <header className="row spread">
              <h3>Columns</h3>
              <button
                type="button"
                className="button quiet icon-only"
                aria-label="Close columns"
                onClick={() => setOpen(false)}
              >
                <Icon name="close" />
              </button>
            </header>
            {Object.entries(columnLooks).map(([id, { label, title, isFixed }]) => (
              <label key={id} className="check" title={title}>
                <input
                  type="checkbox"
                  checked={!hidden.has(id)}
                  disabled={isFixed === true}
                  onChange={() => toggle(id)}
                />
                {label}
              </label>
            ))}
          </div>
        ) : null}
      </div>
    </>
  );
}
