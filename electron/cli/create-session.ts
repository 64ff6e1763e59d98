import { resolve } from 'node:path';
import type { Client } from '../../shared/ipc/client.ts';
import { connectToHolder, isHeld, startEngine, type Connection, type EngineStarter } from './connect.ts';
import type { ProgressDisplay } from './progress/progress-display.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';

export type OpenSession = Session & { readonly close: () => Promise<void> };

/** A command's way to the engine: whoever holds the workspace is asked, else an engine starts here, once. */
export function createSession(
  terminal: Terminal,
  display: ProgressDisplay,
  start: EngineStarter,
): OpenSession {
  const connections: Connection[] = [];

  async function holderOf(workspace: string | null): Promise<Client | null> {
    const connection = workspace === null ? null : await connectToHolder(workspace);
    if (connection === null) return null;
    connections.push(connection);
    return connection.client;
  }

  async function local(): Promise<Client> {
    const connection = await startEngine(start);
    connections.push(connection);
    return connection.client;
  }

  return {
    environment: terminal.environment,
    absolute: (path) => resolve(terminal.workingFolder, path),
    async call(workspace, name, input) {
      const ask = (client: Client) =>
        client.call(name, input, { signal: terminal.signal, onProgress: display.show });
      const holder = await holderOf(workspace);
      if (holder !== null) return ask(holder);
      try {
        return await ask(await local());
      } catch (error) {
        const taken = isHeld(error) ? await holderOf(workspace) : null;
        if (taken === null) throw error;
        return ask(taken);
      }
    },
    async close() {
      await Promise.allSettled(connections.map((connection) => connection.close()));
    },
  };
}
