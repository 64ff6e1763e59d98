import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Also where HOME is empty: a folder of wherever a command is called from would be another one each time. */
const home = (): string => homedir() || userInfo().homedir;

/** Where downloads and logs go: NEGSCOPE_CACHE, else the platform's cache folder. */
export function cacheFolder(
  environment: Readonly<NodeJS.ProcessEnv>,
  platform: NodeJS.Platform = process.platform,
): string {
  const chosen = environment['NEGSCOPE_CACHE'];
  if (chosen) return resolve(chosen);
  if (platform === 'darwin') return join(home(), 'Library', 'Caches', 'negscope');
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(home(), 'AppData', 'Local'), 'negscope', 'Cache');
  }
  return join(environment['XDG_CACHE_HOME'] || join(home(), '.cache'), 'negscope');
}
