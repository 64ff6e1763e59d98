import { JSDuckDBValueConverter } from '@duckdb/node-api';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import type { SourceFile } from '../files/source-file.ts';
import { openDatabase, type OpenDatabase } from '../../workspace/open-database.ts';
import type { Row } from './row.ts';
import { seekableFile, type SeekableFile } from './seekable-file.ts';

/** Names of a Parquet file's columns. */
export async function parquetColumns(file: SourceFile): Promise<readonly string[]> {
  return withFile(file, async (database, { path }) => {
    const rows = await database.all(
      z.object({ column_name: z.string() }),
      'DESCRIBE SELECT * FROM read_parquet(?)',
      [literalPath(path)],
    );
    return rows.map((row) => row.column_name);
  });
}

/** Rows of a Parquet file, compressed as a whole or not; lists and structures as arrays and objects; `line` is the row, 1-based. */
export async function* parquetRows(
  file: SourceFile,
  columns: readonly string[],
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<readonly Row[]> {
  const seekable = await seekableFile(file);
  const path = literalPath(seekable.path);
  const database = await openDatabase(':memory:', { memoryLimit: '200MB', threads: 1 });
  try {
    const [{ n } = { n: 0 }] = await database.all(
      z.object({ n: z.int() }),
      'SELECT count(*) AS n FROM read_parquet(?)',
      [path],
    );
    let row = 0;
    for await (const chunk of database.dataChunks('SELECT * FROM read_parquet(?)', [path])) {
      const rows = chunk.convertRows(JSDuckDBValueConverter).map((cells): Row => {
        row++;
        const fields = Object.fromEntries(columns.map((column, index) => [column, plain(cells[index])]));
        return { line: row, fields };
      });
      onRead((rows.length / n) * file.bytes);
      yield rows;
    }
  } catch (error) {
    throw unreadable(file, seekable.path, error);
  } finally {
    await database.close();
    await seekable.remove();
  }
}

async function withFile<T>(
  file: SourceFile,
  work: (database: OpenDatabase, seekable: SeekableFile) => Promise<T>,
): Promise<T> {
  const seekable = await seekableFile(file);
  const database = await openDatabase(':memory:', { memoryLimit: '200MB', threads: 1 });
  try {
    return await work(database, seekable);
  } catch (error) {
    throw unreadable(file, seekable.path, error);
  } finally {
    await database.close();
    await seekable.remove();
  }
}

/** DuckDB expands `*`, `?` and `[` in paths; in brackets each stands for itself. */
function literalPath(path: string): string {
  return path.replace(/[*?[]/gu, (character) => `[${character}]`);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * 64-bit numbers as numbers where a double holds them, else as their digits: ids must not lose any. Bytes that are UTF-8 as
 * text: older writers do not say which of their columns are.
 */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return textOf(value);
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

function textOf(bytes: Uint8Array): string | Uint8Array {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}

function unreadable(file: SourceFile, path: string, error: unknown): unknown {
  if (error instanceof AppError && error.code !== 'failed' && error.code !== 'workspace-damaged')
    return error;
  const why = error instanceof Error ? error.message : String(error);
  const [line = why] = why.replaceAll(path, file.name).split('\n');
  return new AppError('invalid-input', `${file.name}: not a readable Parquet file (${line})`, {
    cause: error,
  });
}
