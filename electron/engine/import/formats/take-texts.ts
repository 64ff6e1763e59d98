import { AppError } from '../../../../shared/errors.ts';
import { columnNames, findColumn } from '../files/column-names.ts';
import type { InspectedFile } from '../files/inspect-file.ts';
import type { Place } from '../intake/refusals.ts';
import type { Intake } from '../intake/intake.ts';
import type { Fields } from '../rows/row.ts';
import { readId, readText, type Read } from './cell-values.ts';
import type { ReadSource } from './read-source.ts';

/** Columns of a file of texts; without ids they are numbered. */
type TextColumns = { readonly id: string | null; readonly title: string | null; readonly text: string };
type TextRecord = { readonly id: string | null; readonly title: string; readonly text: string };

/** Takes a corpus file in; returns its records, refused and duplicate ones included. `before`: records of the files before it. */
export async function takeCorpus(
  source: InspectedFile,
  intake: Intake,
  read: ReadSource,
  before: number,
): Promise<number> {
  return takeRecords(source, 'documents', intake, read, before, (record, index, place) =>
    intake.documents.addRecord(record, index, place),
  );
}

/** Takes a file of queries in; returns its records, refused and duplicate ones included. */
export async function takeQueries(
  source: InspectedFile,
  intake: Intake,
  read: ReadSource,
  before: number,
): Promise<number> {
  return takeRecords(source, 'queries', intake, read, before, (record, index, place) =>
    intake.queries.addRecord(record.id, record.text, index, place),
  );
}

async function takeRecords(
  source: InspectedFile,
  side: 'documents' | 'queries',
  intake: Intake,
  read: ReadSource,
  before: number,
  take: (record: TextRecord, index: number, place: Place) => void,
): Promise<number> {
  const columns = textColumns(source, side);
  const file = source.file.name;
  let records = before;
  for await (const rows of read(source)) {
    for (const { line, fields, problem } of rows) {
      const place = { file, line };
      const record = fields === undefined ? { problem } : recordOf(fields, columns);
      if (record.problem === undefined) take(record.value, records, place);
      else intake.refusals.add(place, record.problem);
      records++;
    }
  }
  return records - before;
}

function textColumns(
  { file, columns, container }: InspectedFile,
  side: 'documents' | 'queries',
): TextColumns {
  if (container.kind === 'delimited' && !container.header) return columnsByPlace(columns);
  const ids = side === 'queries' ? [...columnNames.queryId, ...columnNames.textId] : columnNames.textId;
  const texts = side === 'queries' ? [...columnNames.query, ...columnNames.text] : columnNames.text;
  if (columns.length === 0) return { id: '_id', title: 'title', text: 'text' };
  const text = findColumn(columns, texts);
  if (text === undefined) {
    throw new AppError(
      'invalid-input',
      `${file.name}: no column with texts (looked for ${texts.join(', ')}); it has ${columns.join(', ')}`,
    );
  }
  const id = findColumn(
    columns.filter((column) => column !== text),
    ids,
  );
  return { id: id ?? null, title: findColumn(columns, columnNames.title) ?? null, text };
}

/** Id and text; id, title and text; or, as MS MARCO's documents, id, address, title and text. */
function columnsByPlace(columns: readonly string[]): TextColumns {
  const text = columns.at(-1) ?? '';
  return { id: columns[0] ?? null, title: columns.length > 2 ? (columns.at(-2) ?? null) : null, text };
}

function recordOf(fields: Fields, columns: TextColumns): Read<TextRecord> {
  const id = columns.id === null ? null : readId(fields[columns.id], columns.id);
  if (id?.problem !== undefined) return id;
  const text = readText(fields[columns.text], columns.text);
  if (text.problem !== undefined) return text;
  const ownTitle = columns.title === null ? '' : (fields[columns.title] ?? '');
  const title = readText(ownTitle, columns.title ?? 'title');
  if (title.problem !== undefined) return title;
  return { value: { id: id?.value ?? null, title: title.value, text: text.value } };
}
