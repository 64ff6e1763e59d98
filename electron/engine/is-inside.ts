import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path lies in a folder, at any depth, by its name alone: the folder itself does not, nor what is on another drive. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
