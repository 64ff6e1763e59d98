import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';
import { useApp, useFrom } from '../../app-context.ts';
import { LiveRegion } from '../../components/live-region.tsx';
import { ScoreStrip } from '../../components/score-strip.tsx';
import { latestValue } from '../../stores/request.ts';
import { rowAt } from '../../stores/row-blocks.ts';
import { plural } from '../../text/format-number.ts';
import { ColumnFilter } from './column-filter-field.tsx';
import { columnLooks, queryColumns, queryFeatures } from './query-columns.tsx';
import { rowsAsTsv } from './rows-as-tsv.ts';
import { scaledScroll, scrollOptions } from './scaled-scroll.ts';

const rowHeightPx = 30;
const headerRows = 1;
/** The engine answers at most so many rows at once. */
const mostRows = 500;

/** A grid over all queries that holds only the rows on screen; one row has the focus, Enter reads it. */
export function QueriesTable({ isFiltering }: { readonly isFiltering: boolean }) {
  const { stores, palette } = useApp();
  const { order, total, blocks, jump, setOrder, show, fetchRows } = useFrom(stores.queries, (state) => state);
  const hidden = useFrom(stores.tableColumns, (state) => state.hidden);
  const edges = useFrom(stores.report, (state) => latestValue(state.report)?.scores.edges);
  const openedAt = useFrom(stores.query, (state) => state.position);
  const [active, setActive] = useState(openedAt ?? 0);
  const [copied, setCopied] = useState('');
  /** The other end of the rows that are chosen. */
  const [mark, setMark] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const scale = useRef(1);
  const options = useMemo(() => scrollOptions(() => scale.current), []);
  const virtualizer = useVirtualizer({
    count: total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    ...options,
  });
  const scrolled = scaledScroll(
    virtualizer.getTotalSize(),
    (virtualizer.scrollRect?.height ?? rowHeightPx) - rowHeightPx,
  );
  useLayoutEffect(() => {
    scale.current = scrolled.scale;
  }, [scrolled.scale]);
  const offset = virtualizer.scrollOffset ?? 0;
  /** Rows lie where the list would have them, moved by what the bar is behind it. */
  const behind = offset - offset / scrolled.scale;
  /** Scrolls a row into view; by the bar, which the virtualizer takes for the list. */
  function reveal(at: number, isCentred: boolean): void {
    const box = scroller.current;
    if (!box) return;
    const view = box.clientHeight - (head.current?.offsetHeight ?? rowHeightPx);
    const top = at * rowHeightPx;
    const now = box.scrollTop * scale.current;
    const below = top + rowHeightPx - view;
    const target = isCentred ? top - view / 2 : top < now ? top : Math.max(now, below);
    // Whole px of a fast bar, rounded so that the row is not cut below.
    box.scrollTop = Math.ceil(Math.max(0, target) / scale.current);
  }
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => show(first, last), [show, first, last]);
  useEffect(() => {
    if (openedAt === null) return;
    reveal(openedAt, true);
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
    // Only when the table comes back on screen.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  useEffect(() => {
    if (jump === null) return;
    setActive(jump.to);
    setMark(null);
    reveal(jump.to, true);
    scroller.current?.focus({ preventScroll: true });
    // Only when somebody asks.
  }, [jump]);

  const data = useMemo(() => {
    const rows: QueryRow[] = [];
    for (let at = first; at <= last; at += 1) {
      const row = rowAt(blocks, at);
      if (row) rows.push(row);
    }
    return rows;
  }, [blocks, first, last]);
  const table = useTable({
    features: queryFeatures,
    columns: queryColumns,
    data,
    getRowId: (row: QueryRow) => String(row.query),
  });
  const rowsById = new Map(table.getRowModel().rows.map((row) => [row.id, row]));
  const current = Math.min(active, Math.max(0, (total ?? 1) - 1));

  const [chosenFrom, chosenTo] = [Math.min(mark ?? current, current), Math.max(mark ?? current, current)];
  const columnIds = Object.keys(columnLooks).filter((id) => !hidden.has(id));
  const gridTemplateColumns = columnIds.map((id) => columnLooks[id]?.track).join(' ');

  function open(at: number): void {
    const row = rowAt(blocks, at);
    if (!row) return;
    stores.query.getState().open(row, at);
    stores.navigation.getState().go('query');
  }
  async function copy(): Promise<void> {
    const rows: QueryRow[] = [];
    for (let from = chosenFrom; from <= chosenTo; from += mostRows) {
      rows.push(...(await fetchRows(from, Math.min(from + mostRows, chosenTo + 1))));
    }
    await navigator.clipboard.writeText(rowsAsTsv(rows));
    setCopied(`${plural(rows.length, 'row')} copied`);
  }
  function onKeyDown(event: KeyboardEvent): void {
    // Keys of the column filters are theirs.
    if (event.target instanceof HTMLInputElement) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeightPx) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -current,
      End: (total ?? 1) - 1 - current,
    };
    const by = moves[event.key];
    if (event.key === 'Enter') open(current);
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      void copy();
    } else if (by !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(current + by, 0), Math.max(0, (total ?? 1) - 1));
      setMark(event.shiftKey ? (mark ?? current) : null);
      setActive(next);
      reveal(next, false);
    }
  }
  return (
    <>
      <div
        ref={scroller}
        className="queries-table"
        role="grid"
        aria-label="Queries"
        aria-rowcount={(total ?? 0) + headerRows}
        aria-colcount={columnIds.length}
        aria-multiselectable
        title="Enter or a double click opens a query; Shift chooses several, Ctrl C copies them"
        aria-activedescendant={total === null || total === 0 ? undefined : `query-row-${current}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div ref={head} className="grid-head" role="rowgroup">
          {table.getHeaderGroups().map((group) => (
            <div
              key={group.id}
              className="grid-row"
              role="row"
              aria-rowindex={1}
              style={{ gridTemplateColumns }}
            >
              {group.headers.map((header) => {
                if (hidden.has(header.column.id)) return null;
                const look = columnLooks[header.column.id];
                const isSorted = look?.sort === order.sort;
                return (
                  <div
                    key={header.id}
                    role="columnheader"
                    className={
                      look?.isNumber === true ? `cell number ${header.column.id}` : `cell ${header.column.id}`
                    }
                    aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
                    title={look?.title}
                  >
                    {look && look.sort !== null ? (
                      <SortButton
                        isSorted={isSorted}
                        isDescending={order.descending}
                        onClick={() =>
                          setOrder({
                            sort: look.sort ?? 'imported',
                            descending: isSorted ? !order.descending : look.sort !== 'imported',
                          })
                        }
                      >
                        <table.FlexRender header={header} />
                      </SortButton>
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </div>
                );
              })}
            </div>
          ))}
          {isFiltering ? (
            <div className="grid-row filters" role="row" style={{ gridTemplateColumns }}>
              {columnIds.map((id) => (
                <div key={id} role="gridcell">
                  <ColumnFilter id={id} />
                </div>
              ))}
            </div>
          ) : null}
        </div>
        <div className="grid-body" role="rowgroup" style={{ height: `${scrolled.heightPx}px` }}>
          {items.map(({ index, start }) => {
            const own = rowAt(blocks, index);
            const row = own ? rowsById.get(String(own.query)) : undefined;
            return (
              <div
                key={index}
                id={`query-row-${index}`}
                role="row"
                aria-rowindex={index + 1 + headerRows}
                aria-selected={index >= chosenFrom && index <= chosenTo}
                className={index >= chosenFrom && index <= chosenTo ? 'grid-row active' : 'grid-row'}
                style={{ transform: `translateY(${start - behind}px)`, gridTemplateColumns }}
                onClick={(event) => {
                  setMark(event.shiftKey ? (mark ?? current) : null);
                  setActive(index);
                }}
                onDoubleClick={() => open(index)}
              >
                {row && own ? (
                  row.getAllCells().map((cell) => {
                    const { id } = cell.column;
                    if (hidden.has(id)) return null;
                    return (
                      <div
                        key={cell.id}
                        role="gridcell"
                        className={columnLooks[id]?.isNumber === true ? `cell number ${id}` : `cell ${id}`}
                      >
                        {id === 'strip' ? (
                          <ScoreStrip
                            row={own}
                            low={edges?.[0] ?? 0}
                            high={edges?.at(-1) ?? 1}
                            palette={palette}
                          />
                        ) : (
                          <table.FlexRender cell={cell} />
                        )}
                      </div>
                    );
                  })
                ) : (
                  <div role="gridcell" className="cell loading" aria-label="loading" />
                )}
              </div>
            );
          })}
          {total === 0 ? (
            <p className="secondary pad">No query matches. Clear the search or the filter.</p>
          ) : null}
        </div>
      </div>
      <LiveRegion text={copied} />
    </>
  );
}

type SortButtonProps = {
  readonly isSorted: boolean;
  readonly isDescending: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
};

function SortButton({ isSorted, isDescending, onClick, children }: SortButtonProps) {
  return (
    <button type="button" className="sort" tabIndex={-1} onClick={onClick}>
      {children}
      <span aria-hidden="true">{isSorted ? (isDescending ? ' ▼' : ' ▲') : ''}</span>
    </button>
  );
}
