import { useFrom, useStores } from '../../app-context.ts';
import { TypedField } from '../../components/typed-field.tsx';
import { columnFilterText, readColumnFilter } from './column-filter.ts';
import { columnLooks } from './query-columns.tsx';

/** What a column's numbers must be; an empty place for columns without numbers. */
export function ColumnFilter({ id }: { readonly id: string }) {
  const { queries } = useStores();
  const { columns } = useFrom(queries, (state) => state.order);
  const setOrder = useFrom(queries, (state) => state.setOrder);
  const look = columnLooks[id];
  const column = look?.sort;
  if (!look || column === null || column === undefined || column === 'imported' || column === 'relevance')
    return null;
  return (
    <TypedField
      label={`Filter ${id === 'strip' ? 'best score' : look.label}`}
      text={columnFilterText(columns[column])}
      title="What the numbers must be: 4, >=0.5, <3 or 1..4"
      widthCh={5}
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
