import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds this program's `resources/`: the clone's root, or the resources folder of an installed app. */
export function projectFolder(): string {
  let folder = import.meta.dirname;
  for (;;) {
    if (existsSync(join(folder, 'resources'))) return folder;
    const above = dirname(folder);
    if (above === folder) return packagedFolder() ?? import.meta.dirname;
    folder = above;
  }
}

/** Electron tells an installed app where its files are. */
function packagedFolder(): string | null {
  return 'resourcesPath' in process && typeof process.resourcesPath === 'string'
    ? process.resourcesPath
    : null;
}
