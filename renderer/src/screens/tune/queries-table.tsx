import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';
import { useApp, useFrom } from '../../app-context.ts';
import { isFocusFree } from '../../components/is-focus-free.ts';
import { LiveRegion } from '../../components/live-region.tsx';
import { rowAt } from '../../stores/row-blocks.ts';
import { plural } from '../../text/format-number.ts';
import { QueriesHead } from './queries-head.tsx';
import { QueriesRow } from './queries-row.tsx';
import { isNarrowed, rowTracks } from './column-layout.ts';
import { rowsAsTsv } from './rows-as-tsv.ts';
import { useChosenRows } from './use-chosen-rows.ts';
import { useOpenRow } from './use-open-row.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { useQueriesGrid } from './use-queries-grid.ts';
import { scoresOf } from '../../stores/view.ts';
import { keysHere } from '../../text/keys-here.ts';

const headerRows = 1;
/** The engine answers at most so many rows at once. */
const mostRows = 500;

/** A grid over all queries that holds only the rows on screen; one row has the focus, Enter reads it. */
export function QueriesTable({ isFiltering }: { readonly isFiltering: boolean }) {
  const { stores, palette } = useApp();
  const { total, blocks, jump, show, fetchRows } = useFrom(stores.queries, (state) => state);
  const layout = useFrom(stores.tableColumns, (state) => state);
  const { min, max } = useFrom(stores.view, scoresOf);
  const openedAt = useFrom(stores.query, (state) => state.position);
  const [told, setTold] = useState('');
  const count = total ?? 0;
  const { scroller, head, items, heightPx, behindPx, reveal, pageRows } = useGridScroll(count);
  const { current, from: chosenFrom, to: chosenTo, choose, target } = useChosenRows(count, openedAt ?? 0);
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => show(first, last), [show, first, last]);
  useEffect(() => {
    if (openedAt === null) return;
    reveal(openedAt, true);
    if (isFocusFree()) scroller.current?.focus({ preventScroll: true });
    // Only when the table comes back on screen.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  useEffect(() => {
    if (jump === null) return;
    choose(jump.to, false);
    reveal(jump.to, true);
    scroller.current?.focus({ preventScroll: true });
    // Only when somebody asks.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [jump]);

  const open = useOpenRow(blocks, current);
  const grid = useQueriesGrid(blocks, [first, last], layout);
  const rows = new Map(grid.getRowModel().rows.map((row) => [row.original.query, row]));
  const columnIds = grid.getVisibleLeafColumns().map(({ id }) => id);
  const tracks = rowTracks(columnIds, layout.widths);
  const name = useRef<HTMLButtonElement>(null);
  const strip = { low: min, high: max, palette };

  async function copy(): Promise<void> {
    const rows: QueryRow[] = [];
    for (let from = chosenFrom; from <= chosenTo; from += mostRows) {
      rows.push(...(await fetchRows(from, Math.min(from + mostRows, chosenTo + 1))));
    }
    await navigator.clipboard.writeText(rowsAsTsv(rows, columnIds));
    setTold(`${plural(rows.length, 'row')} copied`);
  }
  function onKeyDown(event: KeyboardEvent): void {
    // Keys of the column filters are theirs.
    if (event.target instanceof HTMLInputElement) return;
    const next = target(event, pageRows());
    if (event.key === 'Enter') open(current);
    else if (event.key === 'ArrowUp' && current === 0 && !event.shiftKey) name.current?.focus();
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      void copy();
    } else if (next !== null) {
      event.preventDefault();
      choose(next, event.shiftKey);
      reveal(next, false);
    }
  }
  return (
    <>
      <div
        ref={scroller}
        className={isNarrowed(layout.widths) ? 'queries-table narrowed' : 'queries-table'}
        role="grid"
        aria-label="Queries"
        aria-rowcount={count + headerRows}
        aria-colcount={columnIds.length}
        aria-multiselectable
        title={`Enter or a double click opens a query; Shift chooses several, ${keysHere('CmdOrCtrl+C')} copies them`}
        aria-activedescendant={count === 0 ? undefined : `query-row-${current}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div ref={head} className="grid-head" role="rowgroup" style={{ minWidth: tracks.minWidth }}>
          <QueriesHead
            grid={grid}
            tracks={tracks}
            isFiltering={isFiltering}
            reached={name}
            onTold={setTold}
            onLeave={() => scroller.current?.focus({ preventScroll: true })}
          />
        </div>
        <div className="grid-body" role="rowgroup" style={{ height: `${heightPx}px` }}>
          {items.map(({ index, start }) => {
            const isChosen = index >= chosenFrom && index <= chosenTo;
            return (
              <div
                key={index}
                id={`query-row-${index}`}
                role="row"
                aria-rowindex={index + 1 + headerRows}
                aria-selected={isChosen}
                className={isChosen ? 'grid-row active' : 'grid-row'}
                style={{ transform: `translateY(${start - behindPx}px)`, ...tracks }}
                onClick={(event) => choose(index, event.shiftKey)}
                onDoubleClick={() => open(index)}
              >
                <QueriesRow grid={grid} row={rows.get(rowAt(blocks, index)?.query ?? -1)} strip={strip} />
              </div>
            );
          })}
          {total === 0 ? (
            <p className="secondary pad">No query matches. Clear the search or the filter.</p>
          ) : null}
        </div>
      </div>
      <LiveRegion text={told} />
    </>
  );
}
