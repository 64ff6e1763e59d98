import type { Palette } from '../../charts/palette.ts';
import { ScoreStrip } from '../../components/score-strip.tsx';
import { cellClass } from './query-columns.tsx';
import type { QueriesGrid } from './use-queries-grid.ts';

type QueriesRowProps = {
  readonly grid: QueriesGrid;
  /** Undefined while it is on its way. */
  readonly row: ReturnType<QueriesGrid['getRowModel']>['rows'][number] | undefined;
  readonly strip: { readonly low: number; readonly high: number; readonly palette: Palette };
};

/** The cells of one query. */
export function QueriesRow({ grid, row, strip }: QueriesRowProps) {
  if (row === undefined) return <div role="gridcell" className="cell loading" aria-label="loading" />;
  return row.getVisibleCells().map((cell) => (
    <div key={cell.id} role="gridcell" className={cellClass(cell.column.id)}>
      {cell.column.id === 'strip' ? (
        <ScoreStrip row={row.original} {...strip} />
      ) : (
        <grid.FlexRender cell={cell} />
      )}
    </div>
  ));
}
