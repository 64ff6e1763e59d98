import { AppError } from '../../../shared/errors.ts';

/** What a failure to write `path` means to a person; anything that is not recognised comes back unchanged. */
export function exportErrorOf(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', `${path}: the disk is full; free some space and export again`, {
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('read-only', `${path}: cannot be written; choose another place`, { cause: error });
    case 'ENOENT':
      return new AppError('invalid-input', `${path}: its folder cannot be made; choose another place`, {
        cause: error,
      });
    case 'ENAMETOOLONG':
      return new AppError('invalid-input', `${path}: too long a name; choose a shorter one`, {
        cause: error,
      });
    case 'ENOTDIR':
    case 'EEXIST':
      return new AppError('invalid-input', `${path}: a folder above it is a file; choose another place`, {
        cause: error,
      });
    default:
      return error;
  }
}
