import { access, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputOf } from '../setup/run.mjs';
import builderConfig from './builder.config.mjs';

/**
 * Reads a deb back without installing it: the fields that a system asks for, every dependency, a desktop entry that starts the
 * program and opens workspaces, and the kind of file that it is registered for. Throws what is missing.
 * @param {string} file
 */
export async function verifyDeb(file) {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-deb-'));
  try {
    await verifyControl(file);
    if ((await outputOf('dpkg-deb', ['--extract', file, folder])) === null)
      throw new Error(`${file}: its files cannot be read`);
    await verifyDesktop(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(`deb verified: ${file}\n`);
}

/** @param {string} file */
async function verifyControl(file) {
  const text = await outputOf('dpkg-deb', ['--field', file]);
  if (text === null) throw new Error(`${file} is no deb`);
  const fields = new Map(
    text
      .split('\n')
      .filter((line) => /^\S+: /u.test(line))
      .map(
        (line) => /** @type {const} */ ([line.split(': ', 1)[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
      ),
  );
  const needed = ['Package', 'Version', 'Architecture', 'Maintainer', 'Installed-Size', 'Description'];
  const absent = needed.filter((field) => (fields.get(field) ?? '').trim() === '');
  const depends = (fields.get('Depends') ?? '').split(',').map((one) => one.trim());
  const undeclared = builderConfig.deb.depends.filter((one) => !depends.includes(one));
  if (absent.length + undeclared.length > 0)
    throw new Error(
      `${file}: without ${[...absent, ...undeclared.map((one) => `Depends: ${one}`)].join(', ')}`,
    );
}

/** @param {string} file @param {string} folder */
async function verifyDesktop(file, folder) {
  const applications = join(folder, 'usr', 'share', 'applications');
  const entry = await readFile(join(applications, 'negscope.desktop'), 'utf8').catch(() => '');
  const [{ mimeType, ext } = { mimeType: '', ext: '' }] = builderConfig.fileAssociations;
  const lines = [
    /^Type=Application$/mu,
    /^Exec=.*\/negscope .*%U$/mu,
    /^Icon=negscope$/mu,
    /^Name=Negscope$/mu,
  ];
  const missing = lines.filter((line) => !line.test(entry)).map(String);
  if (!entry.includes(mimeType)) missing.push(mimeType);
  const mime = join(folder, 'usr', 'share', 'mime', 'packages');
  const kinds = await Promise.all(
    (await readdir(mime).catch(() => [])).map((name) => readFile(join(mime, name), 'utf8')),
  );
  if (!kinds.some((kind) => kind.includes(mimeType) && kind.includes(`*.${ext}`)))
    missing.push(`a kind of file for *.${ext}`);
  for (const size of ['48x48', '256x256'])
    await access(join(folder, 'usr', 'share', 'icons', 'hicolor', size, 'apps', 'negscope.png')).catch(() =>
      missing.push(`an icon of ${size}`),
    );
  if (missing.length > 0) throw new Error(`${file}: the desktop entry is without ${missing.join(', ')}`);
}
