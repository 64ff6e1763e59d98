import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { isHeld, nothingHeld, type QueryFilter } from '../../stores/queries.ts';
import { formatCount } from '../../text/format-number.ts';
import { QueriesTable } from './queries-table.tsx';
import { TableTools } from './table-tools.tsx';

const filters: readonly { readonly value: QueryFilter; readonly label: string; readonly title: string }[] = [
  { value: 'all', label: 'All', title: 'Every mined query' },
  { value: 'starved', label: 'Starved', title: 'Queries with no negative' },
  { value: 'short', label: 'Short', title: 'Queries with some negatives, but too few' },
  {
    value: 'with-suspects',
    label: 'With suspects',
    title: 'Queries with a candidate at or above the reference bound',
  },
];

/** The queries of the split that the filters leave, sorted by the engine. */
export function QueriesPanel() {
  const { queries } = useStores();
  const [isFiltering, setFiltering] = useState(false);
  const { order, total, error, isLate, setOrder } = useFrom(queries, (state) => state);
  return (
    <section className="panel queries-panel" aria-labelledby="queries-heading">
      <header className="panel-head">
        <h2 id="queries-heading">Queries</h2>
        <Segmented
          label="Show"
          value={order.only}
          options={filters}
          onChange={(only) => setOrder({ only })}
        />
        <TableTools
          isFiltering={isFiltering}
          onFiltering={(next) => {
            setFiltering(next);
            if (!next && isHeld(order)) setOrder(nothingHeld);
          }}
        />
        <span className="panel-aside tabular" role="status">
          {isLate ? 'Putting in order …' : countText(total)}
        </span>
      </header>
      {error ? <ErrorPanel title="The list could not be read" error={error} /> : null}
      <QueriesTable isFiltering={isFiltering} />
    </section>
  );
}

function countText(total: number | null): string {
  return total === null ? '' : `${formatCount(total)} ${total === 1 ? 'query' : 'queries'}`;
}
