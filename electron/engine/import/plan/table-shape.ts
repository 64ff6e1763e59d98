import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import { columnNames, findColumn, isNegativeColumn } from '../files/column-names.ts';
import { listInCell } from '../formats/list-in-cell.ts';
import { isFields } from '../rows/json-fields.ts';
import type { InspectedFile } from '../files/inspect-file.ts';
import type { Fields } from '../rows/row.ts';

/** Which column of a table of examples means what. */
export type TableColumns = {
  readonly query: string;
  readonly queryId: string | null;
  readonly positive: string;
  readonly negatives: readonly string[];
  /** Grade of each document of `positive`. */
  readonly label: string | null;
  /** Scores: of the positive, then of each negative; with `meaning: 'first-positive'`, of each document. */
  readonly score: string | null;
  readonly positiveScores: string | null;
  readonly negativeScores: string | null;
};

/**
 * What the documents of a row are. `given`: positives and negatives by column. `graded`: each has a label.
 * `first-positive`: only scores came; of each query the first document is the positive, as sentence-transformers writes it.
 */
export type TableMeaning = 'given' | 'graded' | 'first-positive';

export type TableShape = {
  readonly columns: TableColumns;
  readonly meaning: TableMeaning;
  /** Columns of documents in text files whose cells hold lists, as JSON, Python or NumPy write them. */
  readonly listColumns: readonly string[];
  /** A cell of a text file with nothing in it holds no document; in JSON, an empty text is a text. */
  readonly emptyIsAbsent: boolean;
};

/** Reads a table's columns by name, by the user's choice, or (two or three text columns) by place; null when it is no table of examples. */
export function tableShape(inspected: InspectedFile, choice: ColumnChoice): TableShape | null {
  const { columns, rows } = inspected;
  const isNegative = (column: string): boolean =>
    choice.negative?.includes(column) ?? isNegativeColumn(column);
  const special = (names: readonly string[]): string | undefined => findColumn(columns, names);
  const chosen = (column: string | null | undefined, names: readonly string[]): string | null =>
    column === undefined ? (special(names) ?? null) : column;
  const label = chosen(choice.label, columnNames.label);
  const score = chosen(choice.score, columnNames.score);
  const scoreMayGrade = choice.label !== null;
  const plain = columns.filter(
    (column) => column !== label && column !== score && !isNegative(column) && holdsText(rows, column),
  );
  const byName = choice.query ?? findColumn(plain, columnNames.query);
  const query = byName ?? byPlace(inspected, plain, choice);
  if (query === undefined) return null;
  const others = plain.filter((column) => column !== query);
  const positive =
    choice.positive ??
    findColumn(others, columnNames.positive) ??
    (others.length <= 2 ? others[0] : undefined);
  if (positive === undefined || !columns.includes(query) || !columns.includes(positive)) return null;
  const named = choice.negative ?? columns.filter((column) => isNegative(column) && column !== positive);
  const third = others.filter((column) => column !== positive);
  const negatives =
    named.length === 0 && byName === undefined && third.length === 1 && label === null ? third : named;
  const isDelimited = inspected.container.kind === 'delimited';
  return {
    listColumns: isDelimited ? [positive, ...negatives].filter((column) => holdsLists(rows, column)) : [],
    emptyIsAbsent: isDelimited,
    meaning: meaningOf(rows, label, score, negatives.length > 0, scoreMayGrade),
    columns: {
      query,
      queryId: special(columnNames.queryId) ?? null,
      positive,
      negatives: negatives.filter((column) => columns.includes(column)),
      label:
        label ??
        (scoreMayGrade && score !== null && negatives.length === 0 && isGrade(rows, score) ? score : null),
      score,
      positiveScores: special(['pos_scores', 'positive_scores']) ?? null,
      negativeScores: special(['neg_scores', 'negative_scores']) ?? null,
    },
  };
}

function meaningOf(
  rows: readonly Fields[],
  label: string | null,
  score: string | null,
  withNegatives: boolean,
  scoreMayGrade: boolean,
): TableMeaning {
  if (withNegatives) return 'given';
  if (label !== null) return 'graded';
  if (score === null) return 'given';
  return scoreMayGrade && isGrade(rows, score) ? 'graded' : 'first-positive';
}

/** Whole numbers only: grades. A model's scores have digits behind the point. */
function isGrade(rows: readonly Fields[], column: string): boolean {
  return rows.every((row) => [row[column]].flat().every((value) => Number.isInteger(Number(value))));
}

/** Query by place: the first of two or three text columns of a table without other columns. */
function byPlace(
  { columns, container }: InspectedFile,
  plain: readonly string[],
  choice: ColumnChoice,
): string | undefined {
  if (findColumn(columns, columnNames.textId) !== undefined) return undefined;
  const withoutHeader = container.kind === 'delimited' && !container.header;
  if (withoutHeader && container.separator === 'space') return undefined;
  const candidates = plain.filter((column) => column !== choice.positive);
  const wanted = choice.positive === undefined ? 2 : 1;
  return candidates.length >= wanted && plain.length <= 3 ? candidates[0] : undefined;
}

/** Whether any row has a text or a list there. */
export function holdsText(rows: readonly Fields[], column: string): boolean {
  return (
    rows.length === 0 || rows.some((row) => typeof row[column] === 'string' || Array.isArray(row[column]))
  );
}

/** At least half of what stands there: a text may begin with a bracket, too. */
function holdsLists(rows: readonly Fields[], column: string): boolean {
  const filled = rows.map((row) => row[column]).filter((cell) => cell !== undefined && cell !== '');
  const lists = filled.filter((cell) => listInCell(cell)?.every(isDocument) === true);
  return lists.length > 0 && lists.length * 2 >= filled.length;
}

function isDocument(item: unknown): boolean {
  return item === null || typeof item === 'string' || isFields(item);
}
