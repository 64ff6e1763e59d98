import { useEffect, useState } from 'react';
import { SearchedTexts, type TuneRange } from '../../../../shared/ipc/tune-filter.ts';
import { NumberColumn, TextColumn } from '../../../../shared/ipc/view-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { cutText } from '../../text/cut-text.ts';
import { Icon } from '../../components/icon.tsx';
import { fateText } from '../../setting/rule-texts.ts';
import { brushKinds, type BrushKind } from '../../../../shared/tuning/brush-index.ts';
import { isHeld, nothingHeld } from '../../stores/queries.ts';
import { isFiltered } from '../../stores/filters.ts';
import { columnFilterText } from './column-filter.ts';
import { queryColumns } from './query-columns.tsx';
import { SearchUnderstood } from './search-understood.tsx';

const names: Readonly<Record<BrushKind, string>> = {
  score: 'score',
  difference: 'positive − negative',
  rank: 'rank',
  loss: 'loss',
};

const searchDelayMs = 150;

/** What is brushed or searched, each with its way back. */
export function FilterChips() {
  const { filters, queries, wordIndex } = useStores();
  const { filter, brush, hold, search, searchIn, clear } = useFrom(filters, (state) => state);
  const prepare = useFrom(wordIndex, (state) => state.prepare);
  const order = useFrom(queries, (state) => state.order);
  const { columns, parts } = order;
  const setOrder = useFrom(queries, (state) => state.setOrder);
  const [typed, setTyped] = useState(filter.search);
  useEffect(() => {
    if (typed === filters.getState().filter.search) return;
    const timer = setTimeout(() => search(typed), searchDelayMs);
    return () => clearTimeout(timer);
  }, [typed, search, filters]);
  const any = isFiltered(filter) || isHeld(order);
  return (
    <div className="filter-chips" role="group" aria-label="Filters">
      <span className="search-box">
        <input
          type="search"
          className="search"
          aria-label="Search queries"
          aria-describedby="search-understood"
          placeholder="Words, “phrase” or id"
          value={typed}
          onFocus={prepare}
          onChange={(event) => setTyped(event.target.value)}
        />
        <select
          aria-label="Search in"
          title="Whose texts are searched: the queries’ own, or those of their candidates and positives"
          value={filter.searchIn}
          onChange={(event) => searchIn(SearchedTexts.parse(event.target.value))}
        >
          <option value="queries">in queries</option>
          <option value="candidates">in candidates</option>
        </select>
      </span>
      {brushKinds.map((kind) => {
        const range = filter[kind];
        return range === null ? null : (
          <Chip
            key={kind}
            text={`${names[kind]} ${rangeText(range, kind)}`}
            onClear={() => brush(kind, null)}
          />
        );
      })}
      {filter.fate === null ? null : <Chip text={fateText(filter.fate)} onClear={() => hold(null)} />}
      {NumberColumn.options.map((column) => {
        const range = columns[column];
        if (range === undefined) return null;
        const { [column]: _, ...others } = columns;
        return (
          <Chip
            key={column}
            text={`${columnName(column)} ${columnFilterText(range)}`}
            onClear={() => setOrder({ columns: others })}
          />
        );
      })}
      {TextColumn.options.map((column) => {
        const { [column]: part, ...others } = parts;
        if (part === undefined) return null;
        return (
          <Chip
            key={column}
            text={`${columnName(column)} has “${cutText(part, 30)}”`}
            onClear={() => setOrder({ parts: others })}
          />
        );
      })}
      {filter.search === '' ? null : (
        <Chip
          text={`${filter.searchIn === 'queries' ? 'text' : 'candidate text'} “${cutText(filter.search, 30)}”`}
          onClear={() => {
            setTyped('');
            search('');
          }}
        />
      )}
      <SearchUnderstood />
      {any ? (
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            setTyped('');
            clear();
            setOrder(nothingHeld);
          }}
        >
          Clear all
        </button>
      ) : (
        <span className="secondary hint">Drag across a chart to filter everything by it.</span>
      )}
    </div>
  );
}

/** The name over a column; that of the strip, whose number is the best score, is its own. */
function columnName(column: string): string {
  return column === 'topScore' ? 'best score' : (queryColumns[column]?.label ?? column);
}

/** The range as it is said. Ranks are whole, and the last bin of ranks, too, ends one behind its last. */
export function rangeText({ from, to }: TuneRange, kind: BrushKind): string {
  if (kind === 'rank') return `${from} to ${to - 1}`;
  const text = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');
  return `${text(from)} to ${text(to)}`;
}

function Chip({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  return (
    <span className="chip filter">
      {text}
      <button type="button" aria-label={`Clear filter ${text}`} onClick={onClear}>
        <Icon name="close" />
      </button>
    </span>
  );
}
