/** A line that cannot be read, and why. */
export type LineProblem = { readonly problem: string };

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The fields of a line: by tabs where that gives one of the expected counts (ids may hold spaces then), else by ASCII white
 * space as trec_eval does.
 */
export function lineFields(line: string, counts: readonly number[]): readonly string[] {
  const byTabs = line.split('\t').map((field) => field.trim());
  if (counts.includes(byTabs.length) && byTabs.every((field) => field !== '')) return byTabs;
  return line.split(/[ \t\r\v\f]+/).filter((field) => field !== '');
}

/** A decimal number, or null: no `NaN`, no infinity, no hexadecimal. */
export function decimalOf(field: string): number | null {
  const value = decimal.test(field) ? Number(field) : Infinity;
  return Number.isFinite(value) ? value : null;
}
