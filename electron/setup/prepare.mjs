import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * Everything that starting the real app needs, in a clone where nothing was installed.
 * @returns {Promise<{ path: string, version: string }>} the Electron to start
 */
export async function prepare() {
  await ensureInstalled();
  const electron = await findElectron();
  await ensureSystemLibraries(electron.path);
  await ensureBuilt();
  return electron;
}
