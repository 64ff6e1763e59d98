import type { CallsOf, Handlers } from '../../shared/ipc/contract.ts';
import { privateAddress } from '../ipc/private-address.ts';
import { listenPrivately, type PrivateListener } from '../ipc/socket-server.ts';
import { createEngine, type EngineStart } from './create-engine.ts';
import { createEngineHandlers } from './handlers/engine-handlers.ts';
import type { Logger } from './log.ts';
import { tellingChanges, type Changed } from './telling-changes.ts';
import type { HolderAddress } from './workspace/holder.ts';

export type ListeningEngine = {
  readonly handlers: Handlers<CallsOf<'engine'>, AbortSignal>;
  /** Finishes what other processes wait for, then lets go of every workspace. */
  readonly finish: () => Promise<void>;
  /** Lets go of every workspace at once; other processes' calls are aborted. */
  readonly stop: () => Promise<void>;
};

/**
 * The engine of this process, which commands of the same user reach through a private socket while it holds their workspace. `changed` is told of each
 * workspace in which something may have been stored, by whomever.
 */
export async function startListeningEngine(
  start: EngineStart,
  changed: Changed = () => {},
): Promise<ListeningEngine> {
  const address = await addressHere(start.log);
  const engine = createEngine(start, address);
  const handlers = tellingChanges(createEngineHandlers(engine), changed);
  const listener = address === undefined ? null : await listenHere(address, handlers, start.log);
  const stop = async (): Promise<void> => {
    // The other way round a late call could open a workspace again.
    await listener?.close();
    await engine.workspaces.closeAll();
  };
  return {
    handlers,
    async finish() {
      await listener?.idle();
      await stop();
    },
    stop,
  };
}

/** An engine works alone as well: without a private folder others are refused while it holds a workspace, nothing worse. */
async function addressHere(log: Logger): Promise<HolderAddress | undefined> {
  try {
    return await privateAddress();
  } catch (error) {
    log.warn('socket.none', { message: String(error) });
    return undefined;
  }
}

async function listenHere(
  address: HolderAddress,
  handlers: Handlers<CallsOf<'engine'>, AbortSignal>,
  log: Logger,
): Promise<PrivateListener | null> {
  try {
    return await listenPrivately(address, handlers, log);
  } catch (error) {
    log.warn('socket.none', { message: String(error) });
    return null;
  }
}
