import { NumberColumn, TextColumn } from '../../../../shared/ipc/view-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { TypedField } from '../../components/typed-field.tsx';
import { columnFilterText, readColumnFilter } from './column-filter.ts';
import { queryColumns } from './query-columns.tsx';

/** What a column's numbers must be, or its text must hold. */
export function ColumnFilter({ id }: { readonly id: string }) {
  const look = queryColumns[id];
  const label = `Filter ${id === 'strip' ? 'best score' : look?.label}`;
  const text = TextColumn.safeParse(look?.sort);
  if (text.success) return <PartField label={label} column={text.data} />;
  const numbers = NumberColumn.safeParse(look?.sort);
  return numbers.success ? <RangeField label={label} column={numbers.data} /> : null;
}

function PartField({ label, column }: { readonly label: string; readonly column: TextColumn }) {
  const { queries } = useStores();
  const { parts } = useFrom(queries, (state) => state.order);
  const setOrder = useFrom(queries, (state) => state.setOrder);
  return (
    <TypedField
      label={label}
      text={parts[column] ?? ''}
      title={`A part of the ${column === 'id' ? 'id' : 'text'}, whatever its case`}
      holds="text"
      onCommit={(typed) => {
        const part = typed.trim();
        const { [column]: _, ...others } = parts;
        setOrder({ parts: part === '' ? others : { ...others, [column]: part } });
        return true;
      }}
    />
  );
}

function RangeField({ label, column }: { readonly label: string; readonly column: NumberColumn }) {
  const { queries } = useStores();
  const { columns } = useFrom(queries, (state) => state.order);
  const setOrder = useFrom(queries, (state) => state.setOrder);
  return (
    <TypedField
      label={label}
      text={columnFilterText(columns[column])}
      title="What the numbers must be: 4, >0, >=0.5, <3 or 1..4"
      widthCh={5}
      mustBe="a number or a range, as in 4, >0, >=0.5, <3 or 1..4"
      onCommit={(typed) => {
        const range = readColumnFilter(typed);
        if (range === undefined) return false;
        const { [column]: _, ...others } = columns;
        setOrder({ columns: range === null ? others : { ...others, [column]: range } });
        return true;
      }}
    />
  );
}
