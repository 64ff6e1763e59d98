import type { TuneFilter, TuneRange } from '../../../shared/ipc/tune-filter.ts';
import type { DecidedPool } from '../../../shared/mining/decide-pool.ts';
import { rowShortage, rowValue, rowValueNames, type RowValue } from '../../../shared/mining/row-values.ts';
import { rowsByLoss } from '../../../shared/tuning/rows-by-loss.ts';
import { isRowShown } from '../../../shared/tuning/tabulate-pool.ts';
import { isInside } from '../../../shared/tuning/tune-request.ts';
import { findQueries, type FoundQueries, type Search } from '../words/find-queries.ts';
import { heldQueries, type TextParts } from '../words/held-queries.ts';
import type { DecidedView } from './decided-views.ts';
import { decisionMaterial } from './decide-stored-pool.ts';
import type { KeyedFacts } from './row-facts.ts';

/** Which rows a table shows. */
export type RowChoice = {
  /** Case-insensitive part of the query's text or of one of its ids. */
  readonly search: string;
  readonly only: 'all' | 'starved' | 'short' | 'with-suspects';
  readonly filter?: TuneFilter | undefined;
  readonly lossTemperature?: number | null | undefined;
  readonly columns?: Partial<Record<RowValue, TuneRange>> | undefined;
  /** What texts and ids must hold. */
  readonly parts?: TextParts | undefined;
};

/**
 * By pool row, 1 where a table shows it; null where it shows all. Kept with the view, because another order of the same rows
 * looks at none of them again.
 */
export function shownRows(
  view: DecidedView,
  keyed: KeyedFacts,
  { search, only, filter, lossTemperature = null, columns = {}, parts = {} }: RowChoice,
): Promise<Uint8Array | null> {
  const key = JSON.stringify([keyed.key, search, only, filter, lossTemperature, columns, parts]);
  return view.shown.of(key, async () => {
    const { decision, storedPool, workspace } = view;
    const { queries } = storedPool.pool;
    const decided = decision.ofRows([]);
    const tests: ((row: number) => boolean)[] = [];
    const found = await Promise.all([
      foundBy(view, { search, searchIn: 'queries', searchAs: 'part' }),
      ...(filter === undefined ? [] : [foundBy(view, filter)]),
    ]);
    for (const one of found)
      if (one !== null) tests.push((row) => !Number.isNaN(one.fits[queries[row] ?? -1]));
    for (const mask of await heldQueries(workspace, parts))
      tests.push((row) => mask[queries[row] ?? -1] === 1);
    if (filter !== undefined && narrows(filter)) tests.push(await brushedRows(view, filter, lossTemperature));
    if (only !== 'all') tests.push(onlyRows(decided, only));
    for (const column of rowValueNames) {
      const range = columns[column];
      if (range !== undefined)
        tests.push((row) => isInside(range, rowValue(decided, row, column, keyed.facts)));
    }
    if (tests.length === 0) return null;
    const shown = new Uint8Array(queries.length).fill(1);
    for (const test of tests)
      for (let row = 0; row < shown.length; row++) if (shown[row] === 1 && !test(row)) shown[row] = 0;
    return shown;
  });
}

/** The queries that a search finds; null without one. */
export async function foundBy(view: DecidedView, search: Search): Promise<FoundQueries | null> {
  return search.search.trim() === '' ? null : findQueries(view.workspace, view.storedPool, search);
}

function onlyRows(decided: DecidedPool, only: Exclude<RowChoice['only'], 'all'>): (row: number) => boolean {
  switch (only) {
    case 'starved':
      return (row) => rowShortage(decided, row).starved;
    case 'short':
      return (row) => rowShortage(decided, row).short;
    case 'with-suspects':
      return (row) => rowValue(decided, row, 'suspects') > 0;
  }
}

/** Whether a row has a candidate inside all brushed ranges and of the fate asked for, and a loss inside the brushed one. */
async function brushedRows(
  { decision, settings, workspace, storedPool }: DecidedView,
  { score, difference, rank, loss, fate: asked }: TuneFilter,
  lossTemperature: number | null,
): Promise<(row: number) => boolean> {
  const { pool, units, suspectBounds } = decision.ofRows([]);
  const material = {
    ...(asked === null && loss === null ? { pool } : await decisionMaterial(workspace, storedPool, settings)),
    labels: null,
    ordered: false,
  };
  const byLoss =
    loss === null || lossTemperature === null ? null : rowsByLoss(material, settings, lossTemperature, loss);
  const fate = asked === null ? null : { fate: asked, settings };
  const filter = { rows: byLoss, score, difference, rank, fate };
  return (row) => isRowShown(material, filter, units, row, suspectBounds[row] ?? Number.NaN);
}

/** Whether it hides candidates; text only chooses queries. */
function narrows({ score, difference, rank, loss, fate }: TuneFilter): boolean {
  return score !== null || difference !== null || rank !== null || loss !== null || fate !== null;
}
