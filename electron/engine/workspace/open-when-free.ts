import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { openWorkspace, type OpenedWorkspace, type OpenWorkspaceOptions } from './open-workspace.ts';

const pauseMs = 150;

/**
 * Opens a workspace, and waits up to `patienceMs` while another process holds it: most commands are done in a moment. Errors: those of
 * `openWorkspace`; `workspace-held` after the patience.
 */
export async function openWhenFree(
  path: string,
  options: OpenWorkspaceOptions,
  patienceMs: number,
): Promise<OpenedWorkspace> {
  const givenUpMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await openWorkspace(path, options);
    } catch (error) {
      const isHeld = error instanceof AppError && error.code === 'workspace-held';
      if (!isHeld || performance.now() >= givenUpMs) throw error;
      await wait(pauseMs);
    }
  }
}
