import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';
import { ScoreStrip } from '../../components/score-strip.tsx';
import type { Palette } from '../../charts/palette.ts';
import { cellClass, queryColumns } from './query-columns.tsx';

type QueriesRowProps = {
  /** Null while it is on its way. */
  readonly row: QueryRow | null;
  readonly columnIds: readonly string[];
  readonly strip: { readonly low: number; readonly high: number; readonly palette: Palette };
};

/** The cells of one query. */
export function QueriesRow({ row, columnIds, strip }: QueriesRowProps) {
  if (row === null) return <div role="gridcell" className="cell loading" aria-label="loading" />;
  return columnIds.map((id) => (
    <div key={id} role="gridcell" className={cellClass(id)}>
      {queryColumns[id]?.cell ? queryColumns[id].cell(row) : <ScoreStrip row={row} {...strip} />}
    </div>
  ));
}
