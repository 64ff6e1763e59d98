import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import type { DataFormat } from '../../../../shared/domain/import-report.ts';
import { columnNames, findColumn, isNegativeColumn } from '../files/column-names.ts';
import type { InspectedFile } from '../files/inspect-file.ts';
import { fileStem } from '../files/file-stem.ts';
import { isQrelsName } from '../files/qrels-name.ts';
import { ownExport } from './own-export.ts';
import { holdsText, tableShape } from './table-shape.ts';

/** What a file is for. */
export type FileRole =
  | { readonly kind: 'texts'; readonly side: 'documents' | 'queries' | 'unclear' }
  | { readonly kind: 'labels' }
  /** Rows of query id, positive id, negative id. */
  | { readonly kind: 'triples' }
  | { readonly kind: 'examples'; readonly format: DataFormat }
  | { readonly kind: 'other'; readonly why: string };

/** The role of a file by its columns and, where those leave it open, by its name. */
export function fileRole(inspected: InspectedFile, choice: ColumnChoice): FileRole {
  const { file, container, columns } = inspected;
  if (container.kind === 'unknown') return { kind: 'other', why: container.why };
  if (container.kind === 'topics') return { kind: 'texts', side: 'queries' };
  if (container.kind === 'trec-documents') return { kind: 'texts', side: 'documents' };
  const own = ownExport(inspected);
  if (own !== null) return { kind: 'other', why: own };
  if (/(^|\/)merlin_metadata\.json$/u.test(file.name))
    return { kind: 'other', why: 'a description of a corpus' };
  if (container.kind === 'json' && container.key === 'data' && hasReferences(inspected)) {
    return { kind: 'examples', format: 'nemo' };
  }
  if (isLabels(inspected)) return { kind: 'labels' };
  if (isTriples(inspected)) return { kind: 'triples' };
  if (isTexts(inspected, choice)) return { kind: 'texts', side: sideOf(inspected) };
  const format = examplesFormat(inspected, choice);
  if (format !== null) return { kind: 'examples', format };
  return { kind: 'other', why: columns.length === 0 ? withoutRows(inspected) : withColumns(inspected) };
}

function withoutRows({ unread }: InspectedFile): string {
  return unread === null ? 'no rows' : `no row that can be read; line ${unread.line}: ${unread.problem}`;
}

/** A column of numbers, bytes or structures cannot be what its name says. */
function withColumns({ columns, rows }: InspectedFile): string {
  const shown = columns
    .slice(0, 8)
    .map((column) => (holdsText(rows, column) ? column : `${column} (not text)`));
  return `columns ${shown.join(', ')}`;
}

/** Format of a file of examples, or null. */
export function examplesFormat(inspected: InspectedFile, choice: ColumnChoice): DataFormat | null {
  const has = (...names: readonly string[]): boolean => findColumn(inspected.columns, names) !== undefined;
  if (has('positive_passages', 'negative_passages')) return 'tevatron';
  const shape = tableShape(inspected, choice);
  if (shape === null) return null;
  if (has('pos_doc', 'neg_doc')) return 'nemo';
  const { positive } = shape.columns;
  const isList =
    inspected.rows.some((row) => Array.isArray(row[positive])) || shape.listColumns.includes(positive);
  if (shape.columns.negatives.length > 0)
    return has('pos') && has('neg') && isList ? 'flagembedding' : 'triplets';
  if (shape.meaning !== 'given') return isList ? 'labeled-lists' : 'labeled-pairs';
  return has('pos') && isList ? 'flagembedding' : 'pairs';
}

function hasReferences({ columns, rows }: InspectedFile): boolean {
  return findColumn(columns, ['pos_doc', 'corpus_id']) !== undefined || rows.length === 0;
}

function isLabels({ file, columns, container, rows }: InspectedFile): boolean {
  const named = isQrelsName(file.name);
  if (named && container.kind === 'delimited' && columns.length >= 2 && columns.length <= 4) return true;
  const query = findColumn(columns, columnNames.queryId);
  const document = findColumn(columns, columnNames.documentId);
  const hasText = findColumn(columns, ['text', 'query', 'question', 'title', 'positive_passages', 'pos_doc']);
  if (query !== undefined && document !== undefined && hasText === undefined) return true;
  if (container.kind !== 'delimited' || container.header || rows.length === 0) return false;
  // TREC qrels: query, iteration, document, grade. With tabs between, texts may stand there too.
  const labels = rows.filter((row) => isWhole(row['column_2']) && isWhole(row['column_4'])).length;
  const enough = container.separator === 'space' ? labels * 2 >= rows.length : labels === rows.length;
  return columns.length === 4 && enough;
}

function isTriples({ columns, container, rows }: InspectedFile): boolean {
  if (container.kind !== 'delimited' || container.header || columns.length !== 3 || rows.length === 0)
    return false;
  return rows.every((row) => columns.every((column) => isWhole(row[column])));
}

function isWhole(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+$/u.test(value.trim());
}

function isTexts({ file, columns, container, rows }: InspectedFile, choice: ColumnChoice): boolean {
  if (choice.query !== undefined && columns.includes(choice.query)) return false;
  if (columns.some(isNegativeColumn)) return false;
  const id = findColumn(columns, [...columnNames.textId, ...columnNames.queryId]);
  const query = findColumn(columns, columnNames.query);
  const text = findColumn(columns, columnNames.text);
  if (id !== undefined && text !== undefined && query === undefined) return true;
  // A file of queries: an id and the query, nothing that answers it.
  const answers = columns.filter((column) => column !== query && column !== id);
  if (query !== undefined && id !== undefined && findColumn(answers, columnNames.positive) === undefined)
    return true;
  if (columns.length === 1 && text !== undefined) return true;
  if (rows.length === 0 && textsName.test(fileStem(file.name))) return true;
  if (container.kind !== 'delimited' || container.header || columns.length > 4) return false;
  return textsName.test(fileStem(file.name));
}

const queriesName = /quer|topic|question/iu;
const documentsName = /corpus|collection|document|docs|passage|candidate|pool/iu;
const textsName = /quer|topic|question|corpus|collection|document|docs|passage|candidate|pool/iu;

function sideOf({ file, columns }: InspectedFile): 'documents' | 'queries' | 'unclear' {
  const stem = fileStem(file.name);
  if (queriesName.test(stem)) return 'queries';
  if (documentsName.test(stem)) return 'documents';
  if (findColumn(columns, [...columnNames.queryId, ...columnNames.query]) !== undefined) return 'queries';
  const folders = file.name.split('/').slice(0, -1).join('/');
  if (queriesName.test(folders)) return 'queries';
  return documentsName.test(folders) ? 'documents' : 'unclear';
}
