import { useFrom, useStores } from '../../app-context.ts';
import { PopoverButton } from '../../components/popover-button.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { columnsInOrder } from './column-layout.ts';
import { queryColumns } from './query-columns.tsx';

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
  const { hidden, order, toggle, reset } = useFrom(tableColumns, (state) => state);
  return (
    <>
      <label className="jump" title={`Shows a row by its place in the list, 1 to ${total}`}>
        <span className="secondary">row</span>
        <TypedField
          label="Go to row"
          text=""
          widthCh={8}
          mustBe={`a row from 1 to ${total}`}
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
        title="Type over a column what its numbers must be (>0, >=0.5, <3, 1..4) or its text must hold"
        onClick={() => onFiltering(!isFiltering)}
      >
        Filter columns
      </button>
      <PopoverButton label="Columns" name="Columns" heading="Columns" className="columns" isQuiet>
        {columnsInOrder(order).map((id) => {
          const { label, title, isFixed } = queryColumns[id] ?? {};
          return (
            <label key={id} className="check" title={title}>
              <input
                type="checkbox"
                checked={!hidden.has(id)}
                disabled={isFixed === true}
                onChange={() => toggle(id)}
              />
              {label}
            </label>
          );
        })}
        <p className="secondary">
          Drag a name to move its column, its edge to make it wider; <kbd>Alt ← →</kbd> and{' '}
          <kbd>Shift ← →</kbd> do it by keys.
        </p>
        <button type="button" className="button" onClick={reset}>
          As they come
        </button>
      </PopoverButton>
    </>
  );
}
