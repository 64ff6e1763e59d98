/** Why a file cannot be read, from what the system said, in words. */
export function whyUnreadable(error: unknown): string {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it';
    case 'EISDIR':
      return 'a folder, and a file is needed';
    default:
      return `cannot be read (${error instanceof Error ? error.message : String(error)})`;
  }
}
