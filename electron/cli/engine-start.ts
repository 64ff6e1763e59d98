import { join } from 'node:path';
import type { EngineStart } from '../engine/create-engine.ts';
import { createRotatingLog } from '../engine/rotating-log.ts';
import { cacheFolder } from './cache-folder.ts';
import type { GlobalOptions } from './global-options.ts';
import { projectFolder } from './project-folder.ts';

/** What the engine of a command is told: folders of this installation, the options given, a log beside the cache. */
export function engineStart(
  options: GlobalOptions,
  environment: Readonly<NodeJS.ProcessEnv>,
  appVersion: string,
): EngineStart {
  const cache = cacheFolder(environment);
  return {
    resourcesFolder: join(projectFolder(), 'resources'),
    cacheFolder: cache,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    device: options.device,
    appVersion,
    log: createRotatingLog(join(cache, 'logs'), 'command'),
  };
}
