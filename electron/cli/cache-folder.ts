import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where downloads and logs go: NEGSCOPE_CACHE, else the platform's cache folder. */
export function cacheFolder(
  environment: Readonly<NodeJS.ProcessEnv>,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment['NEGSCOPE_CACHE'];
  if (chosen) return resolve(chosen);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'negscope');
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'negscope', 'Cache');
  }
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'negscope');
}
