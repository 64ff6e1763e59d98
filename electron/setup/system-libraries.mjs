import { existsSync, readFileSync } from 'node:fs';
import { outputOf, run } from './run.mjs';

/** Debian and Ubuntu packages of the shared libraries that Electron needs; later releases renamed some (`t64`). */
const packageOf = {
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libsmime3.so': ['libnss3'],
  'libnspr4.so': ['libnspr4'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdrm.so.2': ['libdrm2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libgdk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libX11.so.6': ['libx11-6'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libXrandr.so.2': ['libxrandr2'],
  'libgbm.so.1': ['libgbm1'],
  'libexpat.so.1': ['libexpat1'],
  'libxcb.so.1': ['libxcb1'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libudev.so.1': ['libudev1'],
};

/**
 * Sees to it that Electron can start here: its shared libraries, and a virtual display where there is none.
 * As root on Debian or Ubuntu they are installed; elsewhere one command is printed and the process ends.
 * @param {string} electronPath
 */
export async function ensureSystemLibraries(electronPath) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(electronPath);
  const unknown = missing.filter((name) => !(name in packageOf));
  const needsDisplay =
    !hasDisplay() && (await outputOf('sh', ['-c', 'command -v Xvfb && command -v xauth'])) === null;
  if (missing.length === 0 && !needsDisplay) return;
  const apt =
    existsSync('/usr/bin/apt-get') && /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'));
  const isRoot = process.getuid?.() === 0;
  if (!apt) {
    fail(
      `Electron needs ${[...missing, ...(needsDisplay ? ['Xvfb and xauth'] : [])].join(', ')}: install them with your package manager.`,
    );
  }
  if (isRoot) await run('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  const packages = new Set(needsDisplay ? ['xvfb', 'xauth'] : []);
  for (const name of missing) {
    for (const candidate of packageOf[name] ?? []) {
      if (await outputOf('apt-cache', ['show', candidate])) {
        packages.add(candidate);
        break;
      }
    }
  }
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (unknown.length > 0)
    fail(`Electron needs ${unknown.join(', ')}, and it is not known which packages bring them.`);
  if (!isRoot) fail(`Electron needs system libraries. Run:\n  sudo ${install.join(' ')}`);
  process.stdout.write(`Installing ${[...packages].join(' ')} …\n`);
  const code = await run('apt-get', install.slice(1), {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0) fail(`That did not work (${code}). Run:\n  ${install.join(' ')}`);
}

/** Whether a window can be shown without help. */
export function hasDisplay() {
  return (
    process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY'])
  );
}

/** @param {string} electronPath */
async function missingLibraries(electronPath) {
  const listing = (await outputOf('ldd', [electronPath])) ?? '';
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
