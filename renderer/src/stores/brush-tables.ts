import type { Output } from '../../../shared/ipc/contract.ts';
import type { TuneFilter } from '../../../shared/ipc/tune-filter.ts';
import { brushedSums, brushKinds, type BrushKind } from '../../../shared/tuning/brush-index.ts';
import { ownPlace, ownTables } from '../../../shared/tuning/own-place.ts';
import { tuneTables } from '../../../shared/tuning/tune-tables.ts';
import type { TuneQuestion } from './tune-question.ts';
import type { TablesAnswer } from './tuning.ts';

/** The numbers of a question under any range of one of its brushes. */
export type BrushTables = { readonly key: string; readonly answer: Output<'tune.brush'> };

/** The brush that moved from one question to the next, where nothing else did; null too where it was let go. */
export function movedBrush(before: TuneQuestion, now: TuneQuestion): BrushKind | null {
  const moved = brushKinds.filter((kind) => !isSame(before.filter[kind], now.filter[kind]));
  const [kind] = moved;
  if (kind === undefined || moved.length > 1 || now.filter[kind] === null) return null;
  return brushKey(before, kind) === brushKey(now, kind) ? kind : null;
}

/** Names the numbers of a question for any range of this brush. */
export function brushKey({ view, filter, lossTemperature }: TuneQuestion, kind: BrushKind): string {
  const others: TuneFilter = { ...filter, [kind]: null };
  return JSON.stringify([kind, view, others, lossTemperature]);
}

/** The exact numbers of a question, looked up; null where these tables are not its own, or its range is not one of bins. */
export function lookUpBrush(question: TuneQuestion, known: BrushTables | null): TablesAnswer | null {
  if (known === null) return null;
  const { index, frame, rows } = known.answer;
  const range = question.filter[index.brushed];
  if (range === null || known.key !== brushKey(question, index.brushed)) return null;
  const sums = brushedSums(index, frame, range);
  if (sums === null) return null;
  const { settings } = question.view;
  const place = ownPlace(settings);
  const request = { settings, slider: place.slider, grid: Float64Array.of(place.value ?? 0) };
  const tables = ownTables(tuneTables(sums, request, frame), place);
  return { tables, rowsDone: rows, rowsTotal: rows, exact: true, milliseconds: 0 };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
