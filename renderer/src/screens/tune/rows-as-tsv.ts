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
  'topId',
  'suspects',
  'selectedSuspects',
  'judged',
  'annotated',
  'ndcg',
] as const satisfies readonly (keyof QueryRow)[];

/** Rows to paste into a sheet: a header, then a row a line. Tabs and line breaks of texts become spaces, as the format has no quotes. */
export function rowsAsTsv(rows: readonly QueryRow[]): string {
  const plain = (value: QueryRow[(typeof columns)[number]]): string => {
    if (value === null) return '';
    if (typeof value === 'object') return `${value.falseNegatives}/${value.labelled}`;
    return String(value).replaceAll(/\s+/g, ' ');
  };
  return [columns.join('\t'), ...rows.map((row) => columns.map((name) => plain(row[name])).join('\t'))].join(
    '\n',
  );
}
