import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const on = '1'.charCodeAt(0);
const off = '0'.charCodeAt(0);

/** How each fuse must stand in a package (Electron's security checklist, point 19). */
export const wantedFuses = {
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
 * Reads the fuses of a packaged app back from its program. Throws with the names of those that stand otherwise.
 * @param {string} folder
 */
export async function verifyFuses(folder) {
  const program = [
    'negscope',
    'negscope.exe',
    'Negscope.exe',
    join('Negscope.app', 'Contents', 'MacOS', 'Negscope'),
  ]
    .map((name) => join(folder, name))
    .find((file) => existsSync(file));
  if (program === undefined) throw new Error(`${folder} holds no program to read fuses from`);
  const wire = await getCurrentFuseWire(program);
  const wrong = Object.entries(wantedFuses).filter(
    ([fuse, wanted]) => wire[/** @type {FuseV1Options} */ (Number(fuse))] !== wanted,
  );
  if (wrong.length > 0) {
    throw new Error(
      `${program}: fuses not as wanted: ${wrong.map(([fuse]) => FuseV1Options[Number(fuse)]).join(', ')}`,
    );
  }
  process.stdout.write(`fuses verified: ${program}\n`);
}
