import { GrowingInt32 } from '../growing-int32.ts';
import { allAtOnce, inRanges, type Pieces } from '../pieces.ts';
import type { MiningSettings } from '../domain/mining-settings.ts';
import type { DecisionMaterial } from '../mining/decide-pool.ts';
import { unitsOf } from '../mining/units.ts';
import type { FrameParts } from '../rates/labelled-frame.ts';
import type { LooseningGrid } from '../tuning/grid-entry.ts';
import { spanSearch, unitSpans, type Span } from './selection-spans.ts';

/** The pairs of a frame: columns, one entry for each interval of the grid in which a pair is selected (mostly one). */
export type FramePairs = {
  readonly settings: number;
  readonly entry: Int32Array;
  readonly exit: Int32Array;
  readonly baseline: Uint8Array;
  /** Pool row, and rank from 1. */
  readonly row: Int32Array;
  readonly rank: Int32Array;
  /** Null where every entry is a pair of its own. */
  readonly parts: FrameParts | null;
  /** By place: share of the units (queries, or with `each` their positives) without any selected negative. */
  readonly starved: Float64Array;
};

/**
 * The frame of `statistics.md` §3: every candidate that is selected at some place of the grid, and the baseline (the naive top n of the
 * same teacher), by row, then rank, then interval. Pairs that only the baseline has enter past the grid.
 */
export function framePairs(
  material: DecisionMaterial,
  settings: MiningSettings,
  grid: LooseningGrid,
): FramePairs {
  return allAtOnce(framePairsInPieces(material, settings, grid));
}

/** Candidates of a piece: some tens of milliseconds. */
const candidatesAtOnce = 100_000;

/** `framePairs` of a pool of any size. */
export function* framePairsInPieces(
  material: DecisionMaterial,
  settings: MiningSettings,
  grid: LooseningGrid,
): Pieces<FramePairs> {
  const { pool } = material;
  const units = unitsOf(pool, settings.anchor);
  const search = spanSearch(material, units, settings, grid);
  const places = grid.values.length;
  const columns = openColumns();
  // Units by the place from which they have a negative: what is kept stays kept while the rule loosens.
  const fedAt = new Int32Array(places + 1);
  const addRow = (row: number): void => {
    const spans: Span[] = [];
    for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
      const before = spans.length;
      unitSpans(search, unit, spans);
      let fed = places;
      for (let i = before; i < spans.length; i++) fed = Math.min(fed, spans[i]?.entry ?? places);
      fedAt[fed] = (fedAt[fed] ?? 0) + 1;
    }
    const baseline = Math.min(settings.numNegatives, pool.counts[row] ?? 0);
    addPairs(columns, row, spans, baseline, places);
  };
  const rowsAtOnce = Math.max(1, Math.floor(candidatesAtOnce / pool.poolSize));
  yield* inRanges(
    pool.queries.length,
    (from, to) => {
      for (let row = from; row < to; row++) addRow(row);
    },
    rowsAtOnce,
  );
  let hungry = units.count;
  const starved = Float64Array.from({ length: places }, (_, place) => {
    hungry -= fedAt[place] ?? 0;
    return units.count === 0 ? 0 : hungry / units.count;
  });
  return closeColumns(columns, starved);
}

/** Pairs of one setting: the columns that each row selects, and the baseline's first ones. */
export function settingPairs(
  selectedOf: (row: number) => readonly number[],
  rows: number,
  baselineOf: (row: number) => number,
  starved: number,
): FramePairs {
  const columns = openColumns();
  for (let row = 0; row < rows; row++) {
    const spans = selectedOf(row).map((column): Span => ({ column, entry: 0, exit: 1 }));
    addPairs(columns, row, spans, baselineOf(row), 1);
  }
  return closeColumns(columns, Float64Array.of(starved));
}

type Columns = ReturnType<typeof openColumns>;

function openColumns() {
  const numbers = (): GrowingInt32 => new GrowingInt32();
  return {
    entry: numbers(),
    exit: numbers(),
    baseline: numbers(),
    row: numbers(),
    rank: numbers(),
    pair: numbers(),
    from: numbers(),
    until: numbers(),
    pairs: 0,
  };
}

function addPairs(columns: Columns, row: number, spans: Span[], baseline: number, places: number): void {
  spans.sort((a, b) => a.column - b.column || a.entry - b.entry);
  let at = 0;
  let first = 0;
  while (at < spans.length || first < baseline) {
    const column = Math.min(spans[at]?.column ?? Infinity, first < baseline ? first : Infinity);
    if (column === first) first++;
    const own: Span[] = [];
    for (let span = spans[at]; span?.column === column; span = spans[at]) {
      const last = own.at(-1);
      // What several positives of a query select is one pair, wherever one of them selects it.
      if (last !== undefined && span.entry <= last.exit)
        own[own.length - 1] = { ...last, exit: Math.max(last.exit, span.exit) };
      else own.push(span);
      at++;
    }
    if (own.length === 0) own.push({ column, entry: places, exit: places });
    own.forEach((span, i) => {
      columns.entry.push(span.entry);
      columns.exit.push(span.exit);
      columns.baseline.push(column < baseline ? 1 : 0);
      columns.row.push(row);
      columns.rank.push(column + 1);
      columns.pair.push(columns.pairs);
      columns.from.push(i === 0 ? 0 : span.entry);
      columns.until.push(own[i + 1]?.entry ?? places);
    });
    columns.pairs++;
  }
}

function closeColumns(columns: Columns, starved: Float64Array): FramePairs {
  const { pairs } = columns;
  return {
    settings: starved.length,
    starved,
    entry: columns.entry.toArray(),
    exit: columns.exit.toArray(),
    baseline: Uint8Array.from(columns.baseline.toArray()),
    row: columns.row.toArray(),
    rank: columns.rank.toArray(),
    parts:
      pairs === columns.entry.length
        ? null
        : {
            pair: columns.pair.toArray(),
            pairs,
            from: columns.from.toArray(),
            until: columns.until.toArray(),
          },
  };
}
