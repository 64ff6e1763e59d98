import { createClient, type Client } from '../../shared/ipc/client.ts';
import type { EngineStart } from '../engine/create-engine.ts';

/** A way to an engine, for as long as a command needs it. */
export type Connection = {
  readonly client: Client;
  /** Lets go: an engine in this process closes its workspaces; the one of another process goes on. */
  readonly close: () => Promise<void>;
};

/** What the engine in this process is told, made when it is needed. */
export type EngineStarter = () => Promise<EngineStart>;

/** The engine of the process that holds `workspace` (a window, another command), or null when nobody does. */
export async function connectToHolder(workspace: string): Promise<Connection | null> {
  const { connectHolder } = await import('../ipc/connect-holder.ts');
  const port = await connectHolder(workspace);
  return port === null ? null : { client: createClient(port), close: async () => port.close() };
}

/** Which process has `workspace` open and since when, as one word that changes with each turn; null when none says so. */
export async function holderTurn(workspace: string): Promise<string | null> {
  const { readHolder } = await import('../engine/workspace/holder.ts');
  const holder = await readHolder(workspace);
  return holder === null ? null : `${holder.pid} ${holder.started}`;
}

/** An engine in this process; while it holds a workspace, other commands and windows reach it. */
export async function startEngine(start: EngineStarter): Promise<Connection> {
  const [told, { startLocalEngine }] = await Promise.all([start(), import('./local-engine.ts')]);
  return startLocalEngine(told);
}
