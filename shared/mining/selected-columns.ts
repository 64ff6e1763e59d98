import type { DecidedPool } from './decide-pool.ts';

/** Pool columns that a row selects, ascending, each once however many of its units select it. */
export function selectedColumns(
  { units, settings, selected }: Pick<DecidedPool, 'units' | 'settings' | 'selected'>,
  row: number,
): readonly number[] {
  const own = new Set<number>();
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    const from = unit * settings.numNegatives;
    for (const column of selected.subarray(from, from + settings.numNegatives)) {
      if (column >= 0) own.add(column);
    }
  }
  return [...own].toSorted((a, b) => a - b);
}
