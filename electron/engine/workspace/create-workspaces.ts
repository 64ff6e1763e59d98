import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openDesk, labelsStored } from '../annotate/annotation-desk.ts';
import type { Surroundings } from '../surroundings.ts';
import { callsInProgress } from './calls-in-progress.ts';
import type { HolderAddress } from './holder.ts';
import { openWhenFree } from './open-when-free.ts';
import { goneError, type OpenedWorkspace } from './open-workspace.ts';
import type { Workspace } from './workspace.ts';
import type { Workspaces } from './workspaces.ts';

/**
 * The workspaces of this process. `address` is where other processes reach it; without one they are refused while it holds a workspace.
 * `beforeClose` ends what is at work inside a workspace (judges, which store what they were answered) and lets go of what was opened: its teachers.
 */
export function createWorkspaces(
  surroundings: Surroundings,
  address?: HolderAddress,
  beforeClose: (workspace: Workspace) => Promise<void> = async () => {},
): Workspaces {
  const open = new Map<string, Promise<OpenedWorkspace>>();
  /** Still letting go of their files; opening again waits for them. */
  const closing = new Map<string, Promise<void>>();
  /** Left while calls worked in them, each by its latest leaving. */
  const left = new Map<string, symbol>();
  const calls = callsInProgress(keyOf);

  /** Looking a folder up takes a moment: what was asked first must still be done first. */
  let lastKey: Promise<unknown> = Promise.resolve();
  function nextKey(path: string): Promise<string> {
    const key = lastKey.then(() => keyOf(path));
    lastKey = key;
    return key;
  }

  async function reopened(key: string, path: string): Promise<OpenedWorkspace> {
    const held = open.get(key);
    const workspace = await held;
    if (workspace?.usable() === false && open.get(key) === held) {
      surroundings.log.warn('workspace.reopen', { path });
      await close(key);
      if (!workspace.isThere()) throw goneError(path);
    }
    // Whoever waited here may come after another that closes it.
    while (closing.has(key)) await closing.get(key);
    const present = open.get(key);
    if (present !== undefined) return present;
    const options = {
      appVersion: surroundings.appVersion,
      threads: surroundings.threads,
      ...(address === undefined ? {} : { address }),
    };
    const opening = openWhenFree(path, options, surroundings.openingPatienceMs ?? 0);
    open.set(key, opening);
    try {
      const opened = await opening;
      surroundings.log.info('workspace.open', { path, readOnly: opened.readOnly });
      // Labels that a killed process left in the journal count from now on; a damaged journal is for whoever labels to hear of.
      await openDesk(opened, surroundings.log).catch((error: unknown) => {
        surroundings.log.error('annotations.journal', { path, message: String(error) });
      });
      return opened;
    } catch (error) {
      open.delete(key);
      throw error;
    }
  }

  async function closeWhenIdle(key: string): Promise<void> {
    const own = Symbol(key);
    left.set(key, own);
    await calls.ended(key);
    if (left.get(key) === own) await close(key);
  }

  async function close(key: string): Promise<void> {
    left.delete(key);
    const held = open.get(key);
    if (held === undefined) return closing.get(key);
    open.delete(key);
    const closed = held.then(
      async (workspace) => {
        await beforeClose(workspace).catch((error: unknown) => {
          surroundings.log.warn('workspace.closing', { path: key, reason: String(error) });
        });
        await labelsStored(workspace);
        await workspace.close();
      },
      () => {},
    );
    closing.set(key, closed);
    try {
      await closed;
    } finally {
      if (closing.get(key) === closed) closing.delete(key);
    }
    surroundings.log.info('workspace.close', { path: key });
  }

  async function letGo(key: string, meanwhile: () => Promise<void>): Promise<void> {
    await calls.none(key);
    const done = close(key)
      .then(meanwhile)
      .finally(() => {
        if (closing.get(key) === settled) closing.delete(key);
      });
    // A failure is for the caller; who waits to open finds out by opening.
    const settled = done.catch(() => {});
    closing.set(key, settled);
    await done;
  }

  return {
    open: async (path) => reopened(await nextKey(path), path),
    close: async (path) => close(await nextKey(path)),
    async enter(path) {
      const key = await nextKey(path);
      left.delete(key);
      return reopened(key, path);
    },
    async leave(path) {
      const key = await nextKey(path);
      if (!(await calls.some(key))) return close(key);
      surroundings.log.info('workspace.left', { path });
      closeWhenIdle(key).catch((error: unknown) => {
        surroundings.log.warn('workspace.closing', { path, reason: String(error) });
      });
    },
    during: calls.during,
    mustBeIdle: async (path) => calls.none(await nextKey(path)),
    letGo: async (path, meanwhile = async () => {}) => letGo(await nextKey(path), meanwhile),
    async closeAll() {
      // Also those that a window has just left: the process may end after this.
      await Promise.all([...closing.values(), ...Array.from(open.keys(), close)]);
    },
  };
}

/** One key for a folder however it is written. */
async function keyOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
