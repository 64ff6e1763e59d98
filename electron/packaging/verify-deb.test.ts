import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const canPack = spawnSync('dpkg-deb', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'negscope-deb-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the plain JavaScript that packaging is; what it wrote, and what it threw. */
function runModule(
  code: string,
  ...args: readonly string[]
): { readonly said: string; readonly threw: string } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code, ...args]);
  return { said: String(stdout), threw: String(stderr) };
}
const module = (name: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href);

const verify = (file: string) =>
  runModule(`import { verifyDeb } from ${module('verify-deb.mjs')}; await verifyDeb(process.argv[1])`, file);

function wantedDepends(): readonly string[] {
  const config = `import config from ${module('builder.config.mjs')}; process.stdout.write(config.deb.depends.join())`;
  return runModule(config).said.split(',');
}

const entry = `[Desktop Entry]
Type=Application
Name=Negscope
Exec=/opt/Negscope/negscope %U
Icon=negscope
MimeType=application/x-negscope-workspace;
`;
const kind =
  '<mime-type type="application/x-negscope-workspace"><glob pattern="*.negscope-workspace"/></mime-type>';

/** Packs a tiny app the way electron-builder asks for it. */
function pack(name: string, desktop: string, depends: readonly string[]): string {
  const source = join(folder, name);
  mkdirSync(source);
  for (const [file, text] of [
    ['negscope', 'a program'],
    ['negscope.desktop', desktop],
    ['negscope.xml', kind],
    ['negscope.png', 'a picture'],
    ['postinst', '#!/bin/sh\n'],
  ] as const)
    writeFileSync(join(source, file), text);
  const out = join(folder, `${name}.deb`);
  const asFpm = join(import.meta.dirname, 'dpkg-as-fpm.mjs');
  const postinst = join(source, 'postinst');
  const about = ['--name', 'negscope', '--version', '1.2.3', '--maintainer', 'Ada <ada@negscope.invalid>'];
  const how = ['-s', 'dir', '--force', '-t', 'deb', '--architecture', 'amd64', '--after-install', postinst];
  const text = ['--description', 'One line\n and more\n\n of it'];
  const needs = depends.flatMap((one) => ['-d', one]);
  const icons = ['48x48', '256x256'].map(
    (size) => `${join(source, 'negscope.png')}=/usr/share/icons/hicolor/${size}/apps/negscope.png`,
  );
  const { status, stderr } = spawnSync(process.execPath, [
    asFpm,
    ...how,
    ...about,
    ...text,
    ...needs,
    '--package',
    out,
    `${join(source, 'negscope')}=/opt/Negscope/negscope`,
    `${join(source, 'negscope.desktop')}=/usr/share/applications/negscope.desktop`,
    ...icons,
    `${join(source, 'negscope.xml')}=/usr/share/mime/packages/negscope.xml`,
  ]);
  expect([status, String(stderr)]).toEqual([0, '']);
  return out;
}

describe.runIf(canPack)('a deb', { timeout: 60_000 }, () => {
  it('has its fields, dependencies, desktop entry and kind of file', () => {
    const file = pack('whole', entry, wantedDepends());
    expect(verify(file)).toEqual({ said: `deb verified: ${file}\n`, threw: '' });
    const { stdout } = spawnSync('dpkg-deb', ['--field', file, 'Description', 'Installed-Size']);
    const { stdout: listing } = spawnSync('dpkg-deb', ['--contents', file]);
    expect(String(listing)).toMatch(/^drwxr-xr-x root\/root .* \.\/$/mu);
    expect(String(stdout)).toBe('Description: One line\n and more\n .\n of it\nInstalled-Size: 5\n');
  });

  it('is refused with what it lacks', () => {
    expect(verify(pack('loose', entry, ['libgtk-3-0'])).threw).toContain('Depends: libgbm1');
    const mute = pack('mute', entry.replace(/MimeType.*\n/u, ''), wantedDepends());
    expect(verify(mute).threw).toContain('application/x-negscope-workspace');
    writeFileSync(join(folder, 'none.deb'), 'x');
    expect(verify(join(folder, 'none.deb')).threw).toContain('is no deb');
  });
});
