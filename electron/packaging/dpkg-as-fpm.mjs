#!/usr/bin/env node
// Stands in for fpm, which electron-builder downloads, where that is out of reach and dpkg-deb is there: makes the same deb from
// the same arguments. Only what electron-builder passes for a deb is understood; anything else is an error, never left out.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const fields = new Map([
  ['--name', 'Package'],
  ['--version', 'Version'],
  ['--architecture', 'Architecture'],
  ['--maintainer', 'Maintainer'],
  ['--vendor', 'Vendor'],
  ['--url', 'Homepage'],
  ['--license', 'License'],
  ['--category', 'Section'],
  ['--deb-priority', 'Priority'],
  ['--description', 'Description'],
]);
const lists = new Map([
  ['-d', 'Depends'],
  ['--deb-recommends', 'Recommends'],
]);
const scripts = new Map([
  ['--after-install', 'postinst'],
  ['--after-remove', 'postrm'],
]);
const ignored = new Set(['-s', '-t', '--log', '--deb-compression']);
const flags = new Set(['--force', '--debug']);

/** @type {Map<string, string>} */
const control = new Map();
/** @type {Map<string, string[]>} */
const joined = new Map();
/** @type {{ name: string, file: string }[]} */
const hooks = [];
/** @type {{ from: string, to: string }[]} */
const contents = [];
let out = '';
let working = process.cwd();

const args = process.argv.slice(2);
for (let i = 0; i < args.length; i++) {
  const name = args[i] ?? '';
  if (flags.has(name)) continue;
  if (!name.startsWith('-')) {
    const [from = '', to = ''] = name.split('=');
    contents.push({ from, to });
    continue;
  }
  const value = args[++i] ?? '';
  const field = fields.get(name);
  const list = lists.get(name);
  const script = scripts.get(name);
  if (field !== undefined) control.set(field, value);
  else if (list !== undefined) joined.set(list, [...(joined.get(list) ?? []), value]);
  else if (script !== undefined) hooks.push({ name: script, file: value });
  else if (name === '--package') out = value;
  else if (name === '-C' || name === '--chdir') working = value;
  else if (!ignored.has(name)) throw new Error(`dpkg-as-fpm does not know ${name}`);
}

const tree = mkdtempSync(join(tmpdir(), 'negscope-deb-'));
// Folders for a while are private; what is installed is not.
chmodSync(tree, 0o755);
try {
  for (const { from, to } of contents) {
    const source = from.startsWith('/') ? from : join(working, from);
    const target = join(tree, to);
    mkdirSync(dirname(target), { recursive: true });
    if (statSync(source).isDirectory()) cpSync(source, target, { recursive: true, verbatimSymlinks: true });
    else copyFileSync(source, to.endsWith('/') ? join(target, basename(source)) : target);
  }
  mkdirSync(join(tree, 'DEBIAN'));
  for (const { name, file } of hooks) {
    copyFileSync(file, join(tree, 'DEBIAN', name));
    chmodSync(join(tree, 'DEBIAN', name), 0o755);
  }
  const [first = '', ...more] = (control.get('Description') ?? '').trim().split('\n');
  // A continued line starts with a space; an empty one is a point (Debian policy 5.6.13).
  control.set('Description', [first, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n'));
  control.set('Installed-Size', String(Math.ceil(bytesIn(tree) / 1024)));
  for (const [field, values] of joined) control.set(field, values.join(', '));
  writeFileSync(
    join(tree, 'DEBIAN', 'control'),
    `${[...control].map(([field, value]) => `${field}: ${value}`).join('\n')}\n`,
  );
  const made = spawnSync('dpkg-deb', ['--build', '--root-owner-group', '-Zxz', '-z1', tree, out], {
    stdio: 'inherit',
  });
  process.exitCode = made.status ?? 1;
} finally {
  rmSync(tree, { recursive: true, force: true });
}

/**
 * What the files of a folder take, each rounded up to 1 KiB as dpkg counts.
 * @param {string} folder
 * @returns {number}
 */
function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'DEBIAN' ? sum : sum + bytesIn(path);
    return sum + Math.ceil(lstatSync(path).size / 1024) * 1024;
  }, 0);
}
