import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { isAlive, readHolder, type Holder } from '../engine/workspace/holder.ts';
import { afterGreeting } from './after-greeting.ts';
import { greetingTimeoutMs, Welcome } from './greeting.ts';
import { isPrivateSocket } from './private-address.ts';
import { socketPort, type ClosablePort } from './socket-port.ts';

/** A process writes `holder.json` just before it listens, so a refusal is asked again for this long. */
const startingMs = 1_000;

/**
 * Reaches the process that holds a workspace. Null when no other process says so, or nobody is at its socket any more:
 * then opening the workspace decides, by the database's own lock. The caller closes the port.
 * Error: `workspace-held`, naming the process, when somebody is there but does not answer.
 */
export async function connectHolder(
  workspacePath: string,
  timeoutMs: number = greetingTimeoutMs,
): Promise<ClosablePort | null> {
  const givenUp = performance.now() + Math.min(startingMs, timeoutMs);
  for (;;) {
    const holder = await readHolder(workspacePath);
    if (holder === null || holder.pid === process.pid || !isAlive(holder.pid)) return null;
    if (holder.socket === null || holder.token === null) return null;
    if (!(await isPrivateSocket(holder.socket))) return null;
    const port = await greet(workspacePath, holder, holder.socket, timeoutMs);
    if (port !== null || performance.now() > givenUp) return port;
    await wait(50);
  }
}

/** Null when nobody is at the socket. */
function greet(
  workspacePath: string,
  holder: Holder,
  path: string,
  timeoutMs: number,
): Promise<ClosablePort | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let connected = false;
    const fail = (): void => {
      clearTimeout(timer);
      socket.destroy();
      if (!connected) {
        resolve(null);
        return;
      }
      reject(
        new AppError(
          'workspace-held',
          `${workspacePath}: held by process ${holder.pid}, which does not answer; close it and try again`,
        ),
      );
    };
    const timer = setTimeout(() => {
      // A full queue at the socket also means that somebody is there.
      connected = true;
      fail();
    }, timeoutMs);
    const port = socketPort(socket);
    const greeted = afterGreeting(port, (message) => {
      if (!Welcome.safeParse(message).success) {
        fail();
        return;
      }
      clearTimeout(timer);
      resolve(greeted);
    });
    socket.on('connect', () => {
      connected = true;
      port.post({ kind: 'hello', token: holder.token });
    });
    port.onClose(fail);
  });
}
