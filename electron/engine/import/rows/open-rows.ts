import { AppError } from '../../../../shared/errors.ts';
import { assertNever } from '../../../../shared/assert.ts';
import { readBytes } from '../bytes/read-bytes.ts';
import type { Container } from '../files/container.ts';
import type { SourceFile } from '../files/source-file.ts';
import { delimitedRows } from './delimited-rows.ts';
import { jsonArrayRows } from './json-array-rows.ts';
import { jsonlRows } from './jsonl-rows.ts';
import { parquetRows } from './parquet-rows.ts';
import type { Row } from './row.ts';
import { topicRows } from './topic-rows.ts';
import { trecDocumentRows } from './trec-document-rows.ts';

/** The rows of a file, whatever holds them. `onRead` gets the bytes taken from the disk. */
export function openRows(
  file: SourceFile,
  container: Container,
  onRead?: (bytes: number) => void,
): AsyncGenerator<readonly Row[]> {
  switch (container.kind) {
    case 'jsonl':
      return jsonlRows(readBytes(file, onRead));
    case 'json':
      return jsonArrayRows(readBytes(file, onRead), container.key);
    case 'delimited':
      return delimitedRows(readBytes(file, onRead), container);
    case 'parquet':
      return parquetRows(file, container.columns, onRead);
    case 'topics':
      return topicRows(readBytes(file, onRead));
    case 'trec-documents':
      return trecDocumentRows(readBytes(file, onRead));
    case 'unknown':
      throw new AppError('invalid-input', `${file.name}: ${container.why}`);
    default:
      return assertNever(container);
  }
}
