// `npm run package [-- --linux | --mac | --win]`: installable packages, by electron-builder, with fuses set and read back.
// Each format is made by itself, so that one whose tool cannot be had here is named and the others are still made.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import builderConfig from '../packaging/builder.config.mjs';
import { verifyDeb } from '../packaging/verify-deb.mjs';
import { tryPackage } from '../packaging/try-package.mjs';
import { programIn, verifyFuses } from '../packaging/verify-fuses.mjs';
import { prepare } from './prepare.mjs';
import { cacheFolder, root, tool } from './project.mjs';
import { outputOf, run } from './run.mjs';

const platforms = new Map([
  ['--linux', builderConfig.linux.target],
  ['--mac', builderConfig.mac.target],
  ['--win', builderConfig.win.target],
]);
const own = { darwin: '--mac', win32: '--win' }[process.platform] ?? '--linux';
const wanted = process.argv.length > 2 ? process.argv.slice(2) : [own];
const unknown = wanted.find((word) => !platforms.has(word));
if (unknown !== undefined) {
  process.stderr.write(`No such platform: ${unknown}. There are: ${[...platforms.keys()].join(', ')}\n`);
  process.exit(2);
}

const electron = await prepare();
const output = join(root, builderConfig.directories.output);
await rm(output, { recursive: true, force: true });

// The older runtime of development has a loader where a package has its own app; a package must not.
const isFallback = electron.path.startsWith(cacheFolder);
const runtime = isFallback ? await withoutLoader(dirname(electron.path)) : null;
const environment = { ...process.env };
if (isFallback) {
  process.stdout.write(
    `Packaging with the older runtime ${electron.version}: for tries here, not for release.\n`,
  );
  // fpm is downloaded like Electron itself.
  if ((await outputOf('dpkg-deb', ['--version'])) !== null)
    environment['CUSTOM_FPM_PATH'] ??= join(root, 'electron', 'packaging', 'dpkg-as-fpm.mjs');
}

/** @type {string[]} */
const missing = [];
try {
  for (const word of wanted) {
    for (const target of platforms.get(word) ?? []) {
      const code = await run(
        tool('electron-builder'),
        [
          word,
          target,
          '--publish',
          'never',
          '--config',
          join(root, 'electron', 'packaging', 'builder.config.mjs'),
          ...(runtime === null
            ? []
            : [`--config.electronDist=${runtime}`, `--config.electronVersion=${electron.version}`]),
        ],
        { cwd: root, env: environment, shell: process.platform === 'win32' },
      );
      if (code !== 0) missing.push(target);
    }
  }
  const folders = (await readdir(output)).filter((name) => /unpacked$|^mac/u.test(name));
  for (const folder of folders) {
    const program = programIn(join(output, folder));
    await verifyFuses(program);
    await tryPackage(program);
  }
} finally {
  if (runtime !== null) await rm(runtime, { recursive: true, force: true });
}

const made = (await readdir(output)).filter((name) => /\.(AppImage|deb|dmg|zip|exe)$/u.test(name));
for (const name of made) {
  if (name.endsWith('.deb') && (await outputOf('dpkg-deb', ['--version'])) !== null)
    await verifyDeb(join(output, name));
  if (name.endsWith('.AppImage') && process.platform === 'linux') {
    // It unpacks itself where no file system can be mounted.
    process.env['APPIMAGE_EXTRACT_AND_RUN'] ??= '1';
    await tryPackage(join(output, name));
  }
  process.stdout.write(`made ${join(output, name)}\n`);
}
for (const target of missing) {
  const hint = target === 'AppImage' ? '; its tools can be given by APPIMAGE_TOOLS_PATH' : '';
  process.stdout.write(`not made: ${target}; electron-builder says why above${hint}\n`);
}
process.exitCode = made.length === 0 ? 1 : 0;

/** @param {string} folder */
async function withoutLoader(folder) {
  const copy = await mkdtemp(join(tmpdir(), 'negscope-runtime-'));
  await cp(folder, copy, { recursive: true });
  await rm(join(copy, 'resources', 'app'), { recursive: true, force: true });
  return copy;
}
