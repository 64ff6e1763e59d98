import { createHash, timingSafeEqual } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import type { CallName, Handlers } from '../../shared/ipc/contract.ts';
import type { Port } from '../../shared/ipc/wire.ts';
import type { Logger } from '../engine/log.ts';
import type { HolderAddress } from '../engine/workspace/holder.ts';
import { afterGreeting } from './after-greeting.ts';
import { greetingTimeoutMs, Hello, type Welcome } from './greeting.ts';
import { runningCalls, type RunningCalls } from './running-calls.ts';
import { serve } from './serve.ts';
import { socketPort } from './socket-port.ts';

const maxConnections = 64;

export type PrivateListener = {
  /** Calls that other processes wait for. */
  readonly running: () => number;
  /** Resolves as soon as no other process waits for an answer. */
  readonly idle: () => Promise<void>;
  /** Stops listening and ends every connection; their running calls are aborted. */
  readonly close: () => Promise<void>;
};

/** Answers calls of other processes of the same user at `address` (from `privateAddress`); each must show the token first. */
export async function listenPrivately<N extends CallName>(
  address: HolderAddress,
  handlers: Handlers<N, AbortSignal>,
  log: Logger,
): Promise<PrivateListener> {
  const sockets = new Set<Socket>();
  const calls = runningCalls();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    welcome(socket, address.token, calls, log, (port) => serve(port, handlers));
  });
  server.maxConnections = maxConnections;
  await listening(server, address.socket);
  if (process.platform !== 'win32') await chmod(address.socket, 0o600);
  server.on('error', (error) => log.error('socket.error', { message: error.message }));
  return {
    running: calls.count,
    idle: calls.idle,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function welcome(
  socket: Socket,
  token: string,
  calls: RunningCalls,
  log: Logger,
  start: (port: Port) => void,
): void {
  const timer = setTimeout(() => socket.destroy(), greetingTimeoutMs);
  socket.on('close', () => clearTimeout(timer));
  const port = socketPort(socket);
  const greeted = afterGreeting(port, (message) => {
    clearTimeout(timer);
    const hello = Hello.safeParse(message);
    if (!hello.success || !equal(hello.data.token, token)) {
      log.warn('socket.refused');
      port.close();
      return;
    }
    port.post({ kind: 'welcome', pid: process.pid } satisfies Welcome);
    start(calls.counted(greeted));
  });
}

/** In a time that does not tell how much of the token was right. */
function equal(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

async function listening(server: Server, socket: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socket, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw new AppError('failed', `${socket}: cannot listen for other commands: ${String(error)}`, {
      cause: error,
    });
  }
}
