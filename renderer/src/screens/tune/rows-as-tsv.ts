import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';

type Cell = readonly [heading: string, value: (row: QueryRow) => string | number | null];

/** What the columns of the table that are more than one value, or none, are in a sheet. */
const several: Readonly<Record<string, readonly Cell[]>> = {
  // It is drawn; its scores are the top candidate's and those of the pool.
  strip: [],
  top: [
    ['topScore', ({ topScore }) => topScore],
    ['topId', ({ topId }) => topId],
  ],
  // One cell "2/5" is a date to a spreadsheet.
  judged: [
    ['judgedFalseNegatives', ({ judged }) => judged?.falseNegatives ?? null],
    ['judged', ({ judged }) => judged?.labelled ?? null],
  ],
  annotated: [
    ['annotatedFalseNegatives', ({ annotated }) => annotated?.falseNegatives ?? null],
    ['annotated', ({ annotated }) => annotated?.labelled ?? null],
  ],
};

const single = [
  'id',
  'text',
  'positives',
  'anchorScore',
  'threshold',
  'kept',
  'selected',
  'shortBy',
  'suspects',
  'selectedSuspects',
  'ndcg',
] as const satisfies readonly (keyof QueryRow)[];

/**
 * Rows to paste into a sheet: a header, then a row a line, with the table's columns `shown`, in that order. Tabs and line breaks of texts
 * become spaces, as the format has no quotes.
 */
export function rowsAsTsv(rows: readonly QueryRow[], shown: readonly string[]): string {
  const cells = shown.flatMap(cellsOf);
  const plain = (value: string | number | null): string => String(value ?? '').replaceAll(/\s+/g, ' ');
  return [
    cells.map(([heading]) => heading).join('\t'),
    ...rows.map((row) => cells.map(([, value]) => plain(value(row))).join('\t')),
  ].join('\n');
}

function cellsOf(column: string): readonly Cell[] {
  const name = single.find((one) => one === column);
  return name === undefined ? (several[column] ?? []) : [[name, (row) => row[name]]];
}
