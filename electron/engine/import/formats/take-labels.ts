import { columnNames, findColumn } from '../files/column-names.ts';
import type { InspectedFile } from '../files/inspect-file.ts';
import type { Intake } from '../intake/intake.ts';
import type { LabelFile } from '../plan/import-plan.ts';
import type { Fields } from '../rows/row.ts';
import { readGrade, readId, type Read } from './cell-values.ts';
import type { ReadSource } from './read-source.ts';

type LabelColumns = { readonly query: string; readonly document: string; readonly grade: string | null };
type Label = { readonly query: number; readonly document: number; readonly grade: number };

/** Takes a file of labels between known ids in; a label to an unknown id is refused. */
export async function takeLabels(
  { source, split }: LabelFile,
  intake: Intake,
  read: ReadSource,
): Promise<void> {
  const columns = labelColumns(source);
  for await (const rows of read(source)) {
    for (const { line, fields, problem } of rows) {
      const place = { file: source.file.name, line };
      const label = fields === undefined ? { problem } : labelOf(fields, columns, intake);
      if (label.problem !== undefined) intake.refusals.add(place, label.problem);
      else intake.labels.add({ ...label.value, split, score: null }, place);
    }
  }
}

/** Takes MS MARCO's triples of ids in: a positive each, and a supplied negative. */
export async function takeTriples(
  { source, split }: LabelFile,
  intake: Intake,
  read: ReadSource,
): Promise<void> {
  const [query = '', positive = '', negative = ''] = source.columns;
  for await (const rows of read(source)) {
    for (const { line, fields, problem } of rows) {
      const place = { file: source.file.name, line };
      const label =
        fields === undefined
          ? { problem }
          : labelOf(fields, { query, document: positive, grade: null }, intake);
      const other =
        fields === undefined
          ? { problem }
          : labelOf(fields, { query, document: negative, grade: null }, intake);
      const reason = label.problem ?? other.problem;
      if (label.value === undefined || other.value === undefined) {
        intake.refusals.add(place, reason ?? '');
        continue;
      }
      intake.labels.add({ ...label.value, grade: 1, split, score: null }, place);
      intake.supplied.add({ ...other.value, split, position: 0, score: null }, place);
    }
  }
}

/** By name, else by place: query, document, grade; or, as TREC has it, query, iteration, document, grade. */
function labelColumns({ columns, container }: InspectedFile): LabelColumns {
  const [first = '', second = '', third = '', fourth] = columns;
  const byPlace: LabelColumns =
    fourth === undefined
      ? { query: first, document: second, grade: columns.length > 2 ? third : null }
      : { query: first, document: third, grade: fourth };
  if (container.kind === 'delimited' && !container.header) return byPlace;
  return {
    query: findColumn(columns, [...columnNames.queryId, 'query']) ?? byPlace.query,
    document: findColumn(columns, columnNames.documentId) ?? byPlace.document,
    grade: findColumn(columns, columnNames.grade) ?? byPlace.grade,
  };
}

function labelOf(fields: Fields, columns: LabelColumns, { queries, documents }: Intake): Read<Label> {
  const queryId = readId(fields[columns.query], columns.query);
  if (queryId.problem !== undefined) return queryId;
  const documentId = readId(fields[columns.document], columns.document);
  if (documentId.problem !== undefined) return documentId;
  const grade = columns.grade === null ? { value: 1 } : readGrade(fields[columns.grade], columns.grade);
  if (grade.value === undefined) return { problem: grade.problem };
  const query = queries.withId(queryId.value);
  if (query < 0) return { problem: `unknown query id "${queryId.value}"` };
  const document = documents.withId(documentId.value);
  if (document < 0) return { problem: `unknown document id "${documentId.value}"` };
  return { value: { query, document, grade: grade.value } };
}
