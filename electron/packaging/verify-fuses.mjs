import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const on = '1'.charCodeAt(0);
const off = '0'.charCodeAt(0);

/** How each fuse must stand in a package (Electron's security checklist, point 19). */
const wantedFuses = {
  [FuseV1Options.RunAsNode]: off,
  [FuseV1Options.EnableCookieEncryption]: on,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
  [FuseV1Options.EnableNodeCliInspectArguments]: off,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
  [FuseV1Options.OnlyLoadAppFromAsar]: on,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
};

/**
 * The program of an unpacked package.
 * @param {string} folder
 */
export function programIn(folder) {
  const names = [
    'negscope',
    'negscope.exe',
    'Negscope.exe',
    join('Negscope.app', 'Contents', 'MacOS', 'Negscope'),
  ];
  const program = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (program === undefined) throw new Error(`${folder} holds no program`);
  return program;
}

/**
 * Reads the fuses of a packaged app back from its program. Throws with the names of those that stand otherwise.
 * @param {string} program
 */
export async function verifyFuses(program) {
  const wire = await getCurrentFuseWire(program);
  const wrong = Object.entries(wantedFuses).flatMap(([name, wanted]) =>
    Object.entries(wire).some(([fuse, state]) => fuse === name && state === wanted)
      ? []
      : [FuseV1Options[Number(name)]],
  );
  if (wrong.length > 0) throw new Error(`${program}: fuses not as wanted: ${wrong.join(', ')}`);
  process.stdout.write(`fuses verified: ${program}\n`);
}
