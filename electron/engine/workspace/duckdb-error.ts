import { AppError } from '../../../shared/errors.ts';

/** A way in which a file or the database can fail, told by error number or by DuckDB's own words. */
type Failure = {
  readonly recognised: RegExp;
  readonly error: (path: string, detail: string, cause: unknown) => AppError;
};

/** In order: a fatal error quotes its first cause, so causes come before consequences. */
const failures: readonly Failure[] = [
  {
    recognised: /\bENOSPC\b|\bEDQUOT\b|no space left|not enough space on the disk|max_temp_directory_size/iu,
    error: (path, _detail, cause) =>
      new AppError('disk-full', `${path}: the disk is full; free some space and try again`, { cause }),
  },
  {
    recognised: /could not set lock on file|conflicting lock|being used by another process/iu,
    error: (path, detail, cause) => {
      const pid = /\bPID (\d+)/u.exec(detail)?.[1];
      const holder = pid === undefined ? 'another process' : `process ${pid}`;
      return new AppError(
        'workspace-held',
        `${path}: held by ${holder}; close the workspace there and try again`,
        { cause },
      );
    },
  },
  {
    recognised: /\bEROFS\b|\bEACCES\b|\bEPERM\b|read-only|permission denied/iu,
    error: (path, _detail, cause) =>
      new AppError(
        'read-only',
        `${path}: cannot be written; copy the workspace to a folder of your own, or change its permissions`,
        { cause },
      ),
  },
  {
    recognised:
      /we can only read version|created with a newer|newer version of duckdb|storage version.*(not supported|newer)/iu,
    error: (path, _detail, cause) =>
      new AppError('workspace-newer', `${path}: written by a newer Negscope; update Negscope to open it`, {
        cause,
      }),
  },
  {
    recognised:
      /not a valid duckdb database|corrupt|could not read enough bytes|checksum|failure while replaying wal|serialization error|invalidated because of a previous fatal/iu,
    error: (path, detail, cause) =>
      new AppError(
        'workspace-damaged',
        `${path}: damaged (${detail}); restore it from a copy, or import the data again`,
        { cause },
      ),
  },
  {
    recognised: /out of memory error/iu,
    error: (path, detail, cause) =>
      new AppError('failed', `${path}: the database ran out of the memory it may use: ${detail}`, { cause }),
  },
];

/** What a failure of a file or of DuckDB means to a person; anything that is not recognised comes back unchanged. */
export function workspaceErrorOf(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const firstLine = error.message.split('\n')[0] ?? '';
  const code = 'code' in error ? String(error.code) : '';
  const text = `${code} ${error.message}`;
  return failures.find(({ recognised }) => recognised.test(text))?.error(path, firstLine, error) ?? error;
}

/** DuckDB refuses everything after such an error until the file is opened again. */
export function isFatal(error: unknown): boolean {
  return error instanceof Error && /fatal error|database has been invalidated/iu.test(error.message);
}
