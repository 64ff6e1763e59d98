import type { MessageEvent } from 'electron';
import type { Port } from '../../shared/ipc/wire.ts';
import type { EngineMessage } from '../ipc/engine-message.ts';
import { messagePort } from '../ipc/message-port.ts';
import { serve } from '../ipc/serve.ts';
import type { EngineStart } from './create-engine.ts';
import { giveWay } from './give-way.ts';
import { startListeningEngine, type ListeningEngine } from './listening-engine.ts';
import { createRotatingLog } from './rotating-log.ts';
import { collectAtRest } from './runtime/collect-at-rest.ts';
import { windowHandlers, type WindowHandlers } from './window-handlers.ts';

// The entry of the utility process: one engine, a port for each window, a private socket for commands.
let engine: Promise<ListeningEngine> | null = null;
let newWindow: Promise<() => WindowHandlers> | null = null;

/** A window that opens while a short command works shows its data a moment later, and no error. */
const openingPatienceMs = 5_000;

const worked = collectAtRest();

process.parentPort.on('message', (event: MessageEvent) => {
  // Only the main process holds the other end.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const message = event.data as EngineMessage;
  if (message.kind === 'start') {
    const { kind: _, logFolder, ...rest } = message;
    engine = start({ ...rest, openingPatienceMs, log: createRotatingLog(logFolder, 'engine') });
    newWindow = engine.then(({ handlers }) => windowHandlers(handlers));
  } else if (message.kind === 'connect') {
    for (const port of event.ports) {
      // The engine starts within milliseconds; the port keeps what arrives until then.
      void newWindow?.then((open) => serveWindow(noticed(messagePort(port)), open()));
    }
  } else {
    void (engine?.then(({ stop }) => stop()) ?? Promise.resolve()).finally(() => process.exit(0));
  }
});

function serveWindow(port: Port, { handlers, gone }: WindowHandlers): void {
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
  return startListeningEngine(options);
}
