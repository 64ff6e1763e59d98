import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './project.mjs';
import { runOrExit } from './run.mjs';

const marker = join(root, 'dist', '.built-from');
const sources = [
  'electron',
  'renderer',
  'shared',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
];

/** Builds when a source is newer than the last build. */
export async function ensureBuilt() {
  const wanted = fingerprint();
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  process.stdout.write('Building …\n');
  await runOrExit(tool('electron-vite'), ['build', '--logLevel', 'warn'], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  writeFileSync(marker, wanted);
}

/** Names, sizes and times of all sources: cheap, and changes whenever one of them does. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(root, source);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted()
      : [''];
    for (const file of files) {
      const { size, mtimeMs } = statSync(join(path, file));
      hash.update(`${source}/${file}:${size}:${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}
