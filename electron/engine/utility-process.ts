import type { MessageEvent } from 'electron';
import type { ChangedPart } from '../../shared/ipc/changing-calls.ts';
import type { Port, Response } from '../../shared/ipc/wire.ts';
import type { EngineMessage } from '../ipc/engine-message.ts';
import { messagePort } from '../ipc/message-port.ts';
import { serve } from '../ipc/serve.ts';
import type { EngineStart } from './create-engine.ts';
import { giveWay } from './give-way.ts';
import { startListeningEngine, type ListeningEngine } from './listening-engine.ts';
import { createRotatingLog } from './rotating-log.ts';
import { collectAtRest } from './runtime/collect-at-rest.ts';
import { nowAndThen } from './now-and-then.ts';
import { windowHandlers, type Windows } from './window-handlers.ts';

// The entry of the utility process: one engine, a port for each window, a private socket for commands.
let engine: Promise<ListeningEngine> | null = null;
let windows: Promise<Windows> | null = null;

/** A window that opens while a short command works shows its data a moment later, and no error. */
const openingPatienceMs = 5_000;

/** Long work stores all the time; whoever watches is told so often. */
const changesRestMs = 2_000;

const worked = collectAtRest();

process.parentPort.on('message', (event: MessageEvent) => {
  // Only the main process holds the other end.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const message = event.data as EngineMessage;
  if (message.kind === 'start') {
    const { kind: _, logFolder, ...rest } = message;
    engine = start({ ...rest, openingPatienceMs, log: createRotatingLog(logFolder, 'engine') });
    windows = engine.then(({ handlers }) => windowHandlers(handlers));
  } else if (message.kind === 'connect') {
    for (const port of event.ports) {
      // The engine starts within milliseconds; the port keeps what arrives until then.
      void windows?.then(({ open }) => serveWindow(noticed(messagePort(port)), open));
    }
  } else {
    void (engine?.then(({ stop }) => stop()) ?? Promise.resolve()).finally(() => process.exit(0));
  }
});

function serveWindow(port: Port, open: Windows['open']): void {
  const { handlers, gone } = open((workspace, part) => {
    const payload = { workspace, labels: part === 'labels' };
    port.post({ kind: 'event', name: 'workspace.changed', payload } satisfies Response);
  });
  serve(port, handlers);
  port.onClose(() => void gone());
}

/** Whatever is told to a window was work. */
function noticed(port: Port): Port {
  return {
    ...port,
    post(message) {
      port.post(message);
      worked();
    },
  };
}

function start(options: EngineStart): Promise<ListeningEngine> {
  giveWay();
  process.on('uncaughtException', (error) => {
    // What a native module or a forgotten promise has left behind is not known: the supervisor starts a clean engine.
    options.log.error('uncaught', { message: error.message, stack: error.stack });
    setTimeout(() => process.exit(70), 50);
  });
  const telling = (part: ChangedPart): ((workspace: string) => void) =>
    nowAndThen(changesRestMs, (workspace) => void windows?.then((all) => all.changed(workspace, part)));
  const tell = { labels: telling('labels'), rest: telling('rest') };
  return startListeningEngine(options, (workspace, part) => tell[part](workspace));
}
