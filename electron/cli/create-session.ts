import { isAbsolute, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { connectToHolder, holderTurn, startEngine, type Connection, type EngineStarter } from './connect.ts';
import type { ProgressDisplay } from './progress/progress-display.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

export type OpenSession = Session & { readonly close: () => Promise<void> };

/** How long a command goes on asking while one and the same process holds a workspace and does not take its calls. */
const defaultPatienceMs = 8_000;
const pauseMs = 150;
/** A holder that let a greeting wait this long is stuck; it will not answer the next time either. */
const stuckMs = 3_000;

/** A command's way to the engine: whoever holds the workspace is asked, else an engine starts here, once. */
export function createSession(
  terminal: Terminal,
  display: ProgressDisplay,
  start: EngineStarter,
  patienceMs: number = defaultPatienceMs,
): OpenSession {
  const connections: Connection[] = [];
  let local: Promise<Connection> | null = null;

  async function holderOf(workspace: string | null): Promise<Client | null> {
    const connection = workspace === null ? null : await connectToHolder(workspace);
    if (connection === null) return null;
    connections.push(connection);
    return connection.client;
  }

  async function localClient(): Promise<Client> {
    local ??= startEngine(start);
    return (await local).client;
  }

  return {
    environment: terminal.environment,
    absolute: (path) => (isAbsolute(path) ? resolve(path) : resolve(terminal.workingFolder, path)),
    async call(workspace, name, input) {
      let sinceMs = performance.now();
      let turn: string | null = null;
      for (;;) {
        let asked = false;
        const lookedMs = performance.now();
        let stuck = false;
        try {
          const holder = await holderOf(workspace).catch((error: unknown) => {
            stuck = performance.now() - lookedMs > stuckMs;
            throw error;
          });
          asked = holder !== null;
          const starting = holder === null && local === null;
          const client = holder ?? (await localClient());
          // On a busy machine starting takes seconds, in which nobody was asked.
          if (starting) sinceMs = performance.now();
          return await client.call(name, input, { signal: terminal.signal, onProgress: display.show });
        } catch (error) {
          if (stuck || !changedHands(error, asked)) throw error;
          const before: string | null = turn;
          turn = workspace === null ? null : await holderTurn(workspace);
          // Somebody else's turn: its holders are well, there are only many of them.
          if (turn !== before && !asked) sinceMs = performance.now();
          if (performance.now() - sinceMs > patienceMs) throw error;
          // Not all at the same moment: several commands may be waiting for the same workspace.
          await wait(pauseMs * (1 + Math.random()));
        }
      }
    },
    async close() {
      const own = await Promise.resolve(local).catch(() => null);
      await Promise.allSettled([...connections, ...(own === null ? [] : [own])].map(({ close }) => close()));
    },
  };
}

/** A holder that ended while it was greeted or asked, or one that came between looking and opening: asking again finds who has it now. */
function changedHands(error: unknown, asked: boolean): boolean {
  return error instanceof AppError && error.code === (asked ? 'host-exited' : 'workspace-held');
}
