import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';

const columns = [
  'id',
  'text',
  'positives',
  'anchorScore',
  'threshold',
  'kept',
  'selected',
  'shortBy',
  'topScore',
  'suspects',
] as const satisfies readonly (keyof QueryRow)[];

/** Rows to paste into a sheet: a header, then a row a line. Tabs and line breaks of texts become spaces, as the format has no quotes. */
export function rowsAsTsv(rows: readonly QueryRow[]): string {
  const plain = (value: string | number | null): string =>
    value === null ? '' : String(value).replaceAll(/\s+/g, ' ');
  return [columns.join('\t'), ...rows.map((row) => columns.map((name) => plain(row[name])).join('\t'))].join(
    '\n',
  );
}
