// `npm run package [-- --linux | --mac | --windows]`: installable packages, by electron-builder, with fuses set and verified.
// Each format is made by itself, so that one whose tool cannot be had here is named and the others are still made.
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepare } from './prepare.mjs';
import { cacheFolder, root } from './project.mjs';
import { outputOf } from './run.mjs';

const electron = await prepare();
const { build, Platform } = await import('electron-builder');
const { builderConfig } = await import('../packaging/builder-config.mjs');
const { verifyFuses } = await import('../packaging/verify-fuses.mjs');

const platforms = new Map([
  ['--linux', { platform: Platform.LINUX, targets: builderConfig.linux.target }],
  ['--mac', { platform: Platform.MAC, targets: builderConfig.mac.target }],
  ['--windows', { platform: Platform.WINDOWS, targets: builderConfig.win.target }],
]);
const own = [...platforms].find(([, { platform }]) => platform === Platform.current())?.[0] ?? '--linux';
const wanted = process.argv.length > 2 ? process.argv.slice(2) : [own];
const unknown = wanted.find((word) => !platforms.has(word));
if (unknown !== undefined) {
  process.stderr.write(`No such platform: ${unknown}. There are: ${[...platforms.keys()].join(', ')}\n`);
  process.exit(2);
}
const chosen = wanted.flatMap((word) => platforms.get(word) ?? []);

// The older runtime of development has a loader where a package has its own app; the package must not.
const isFallback = electron.path.startsWith(cacheFolder);
const dist = isFallback ? await withoutLoader(dirname(electron.path)) : null;
if (isFallback) {
  process.stdout.write(
    `Packaging with the older runtime ${electron.version}: for tries here, not for release.\n`,
  );
  // fpm is downloaded like Electron itself.
  if ((await outputOf('dpkg-deb', ['--version'])) !== null)
    process.env['CUSTOM_FPM_PATH'] ??= join(root, 'electron', 'packaging', 'dpkg-as-fpm.mjs');
}

/** @type {string[]} */
const made = [];
/** @type {string[]} */
const missing = [];
try {
  for (const { platform, targets } of chosen) {
    for (const target of targets) {
      try {
        const files = await build({
          projectDir: root,
          targets: platform.createTarget(target),
          config: {
            ...builderConfig,
            ...(dist === null ? {} : { electronDist: dist, electronVersion: electron.version }),
          },
          publish: 'never',
        });
        made.push(...files);
      } catch (error) {
        missing.push(`${target}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`);
      }
    }
  }
  for (const folder of unpacked()) await verifyFuses(folder);
} finally {
  if (dist !== null) await rm(dist, { recursive: true, force: true });
}
for (const file of made) process.stdout.write(`made ${file}\n`);
for (const line of missing) process.stdout.write(`not made: ${line}\n`);
process.exitCode = made.length === 0 ? 1 : 0;

/** @param {string} runtime */
async function withoutLoader(runtime) {
  const copy = await mkdtemp(join(tmpdir(), 'negscope-runtime-'));
  await cp(runtime, copy, { recursive: true });
  await rm(join(copy, 'resources', 'app'), { recursive: true, force: true });
  return copy;
}

/** Folders with the app as it is inside the packages. */
function unpacked() {
  const output = join(root, 'dist', 'packages');
  if (!existsSync(output)) return [];
  return readdirSync(output)
    .filter((name) => /unpacked$|^mac/.test(name))
    .map((name) => join(output, name));
}
