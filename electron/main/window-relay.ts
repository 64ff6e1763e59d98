import type { MessagePortMain, WebContents } from 'electron';
import {
  calls,
  type CallsOf,
  type EventName,
  type Handlers,
  type Payload,
} from '../../shared/ipc/contract.ts';
import { Request, type Port, type Response } from '../../shared/ipc/wire.ts';
import { serve } from '../ipc/serve.ts';
import { isTrustedSender } from './trusted-sender.ts';
import { ipcChannel } from '../ipc/channel.ts';
import { toErrorResponse } from '../ipc/error-response.ts';
import { addKey } from './add-key.ts';
import type { Secrets } from './secrets.ts';
import type { LongWork } from './long-work.ts';
import type { EngineProcess } from './engine-process.ts';

export type WindowRelay = {
  readonly announce: <N extends EventName>(name: N, payload: Payload<N>) => void;
  /** The page is gone and comes back as another: what it asked the engine for is stopped, and what was finished is kept. */
  readonly leave: () => void;
};

/**
 * Joins one window to both hosts over its one channel: main's calls are answered here, the engine's are passed on, those to a judge with
 * its key, and validated there. When the engine ends, whatever was waiting for it is answered with `host-exited`.
 */
export function relayWindow(
  contents: WebContents,
  engine: EngineProcess,
  handlers: Handlers<CallsOf<'main'>, AbortSignal>,
  work: LongWork,
  secrets: Secrets,
): WindowRelay {
  const waiting = new Set<number>();
  const mainListeners: ((message: unknown) => void)[] = [];
  let enginePort: MessagePortMain | null = null;

  const post = (message: Response): void => {
    if (!contents.isDestroyed()) contents.send(ipcChannel, message);
  };
  const mainPort: Port = {
    // `serve` posts nothing but responses.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    post: (message) => post(message as Response),
    onMessage: (listener) => void mainListeners.push(listener),
    onClose: (listener) => void contents.once('destroyed', listener),
  };
  serve(mainPort, handlers);

  contents.ipc.on(ipcChannel, (event, raw: unknown) => {
    const request = Request.safeParse(raw);
    if (!isTrustedSender(event) || !request.success) return;
    const message = request.data;
    if (message.kind === 'cancel') {
      if (waiting.has(message.id)) enginePort?.postMessage(message);
      else mainListeners.forEach((listener) => listener(message));
    } else if (engineCalls.has(message.name)) {
      passOn(message);
    } else {
      mainListeners.forEach((listener) => listener(message));
    }
  });

  const stopListening = engine.onState((state) => announce('engine.state', state));
  contents.once('destroyed', () => {
    stopListening();
    leave();
  });

  return { announce, leave };

  function announce(name: EventName, payload: unknown): void {
    post({ kind: 'event', name, payload });
  }

  function leave(): void {
    waiting.clear();
    work.clear();
    enginePort?.close();
    enginePort = null;
  }

  function passOn(message: Request & { readonly kind: 'call' }): void {
    enginePort ??= connect();
    if (enginePort === null) {
      post({ kind: 'error', id: message.id, code: 'host-exited', message: 'the engine is not running' });
      return;
    }
    let input: unknown;
    try {
      input = addKey(secrets, message.name, message.input);
    } catch (error) {
      post(toErrorResponse(message.id, error));
      return;
    }
    waiting.add(message.id);
    work.begin(message.id, message.name);
    enginePort.postMessage({ ...message, input });
  }

  function connect(): MessagePortMain | null {
    const port = engine.connect();
    port?.on('message', ({ data }: { data: Response }) => {
      if (data.kind === 'progress') work.progress(data.id, data.progress);
      if (data.kind === 'value' || data.kind === 'error') {
        waiting.delete(data.id);
        work.end(data.id, data.kind === 'error' ? data : null);
      }
      post(data);
    });
    port?.on('close', () => {
      if (enginePort === port) enginePort = null;
      for (const id of waiting) {
        post({ kind: 'error', id, code: 'host-exited', message: 'the engine ended' });
        // The window asks again by itself: nothing has ended yet that a person should be told of.
        work.end(id, { code: 'cancelled', message: 'the engine ended' });
      }
      waiting.clear();
    });
    port?.start();
    return port;
  }
}

const engineCalls: ReadonlySet<string> = new Set(
  Object.entries(calls).flatMap(([name, { host }]) => (host === 'engine' ? [name] : [])),
);
