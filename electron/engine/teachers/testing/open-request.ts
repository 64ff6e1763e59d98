import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import { silentLogger } from '../../log.ts';
import type { Surroundings } from '../../surroundings.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { TeacherRequest } from '../teacher.ts';

export const quietSurroundings: Surroundings = {
  resourcesFolder: '',
  cacheFolder: join(tmpdir(), 'negscope-test-cache'),
  threads: 1,
  device: 'cpu',
  appVersion: '0',
  log: silentLogger,
};

/** What the registry would hand to the opener of a kind that builds on no other teacher. */
export function openRequest(
  workspace: Workspace,
  target: string,
  options: TeacherOptions = {},
): TeacherRequest {
  return {
    workspace,
    surroundings: quietSurroundings,
    target,
    options,
    openOther: (name) => Promise.reject(new Error(`asked for teacher ${name}`)),
  };
}
