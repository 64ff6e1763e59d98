import type { ClosablePort } from './socket-port.ts';

/** The first message of `port` goes to `greet`, all later ones to the port that comes back; none is lost in between. */
export function afterGreeting(port: ClosablePort, greet: (message: unknown) => void): ClosablePort {
  const listeners: ((message: unknown) => void)[] = [];
  const early: unknown[] = [];
  let greeted = false;
  port.onMessage((message) => {
    if (!greeted) {
      greeted = true;
      greet(message);
      return;
    }
    if (listeners.length === 0) early.push(message);
    for (const listener of listeners) listener(message);
  });
  return {
    ...port,
    onMessage(listener) {
      listeners.push(listener);
      for (const message of early.splice(0)) listener(message);
    },
  };
}
