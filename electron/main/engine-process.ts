import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { EngineState } from '../../shared/ipc/app-calls.ts';
import { answerPatienceMs } from '../engine/judge/judges-at-work.ts';
import type { Logger } from '../engine/log.ts';
import type { EngineMessage } from '../ipc/engine-message.ts';
import type { SettingsFile } from './app-settings.ts';
import { createRestartPolicy } from './restart-policy.ts';

export type EngineProcess = {
  /** A fresh connection to the running engine, or null while it is down. It closes when the engine ends. */
  readonly connect: () => MessagePortMain | null;
  readonly state: () => EngineState;
  readonly onState: (listener: (state: EngineState) => void) => () => void;
  /** Starts it again: after it was given up, or one that runs, so that settings count. */
  readonly restart: () => void;
  readonly isRunning: () => boolean;
  /** Asks it to finish writing and end; killed when it has not after `mostEndingMs`. */
  readonly stop: () => Promise<void>;
};

type Options = { readonly log: Logger; readonly logFolder: string; readonly settings: SettingsFile };

/** Owns the utility process: start, end with its reason, bounded restart. The window never dies with it. */
export function superviseEngine({ log, logFolder, settings }: Options): EngineProcess {
  const listeners = new Set<(state: EngineState) => void>();
  const policy = createRestartPolicy({ most: 5, withinMs: 60_000 });
  let child: UtilityProcess | null = null;
  let stopping = false;
  let isReplaced = false;
  let state: EngineState = { state: 'restarting', reason: null, restarts: 0 };
  let crashReason: string | null = null;

  // The exit event only has a code; this one says why ("crashed", "oom", "killed").
  app.on('child-process-gone', (_event, details) => {
    if (details.type === 'Utility' && details.serviceName === serviceName) crashReason = details.reason;
  });

  start();

  return {
    connect() {
      if (child === null) return null;
      const { port1, port2 } = new MessageChannelMain();
      post(child, { kind: 'connect' }, [port1]);
      return port2;
    },
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    restart() {
      policy.forget();
      if (child === null) {
        start();
        return;
      }
      isReplaced = true;
      const ending = child;
      const killer = setTimeout(() => ending.kill(), mostEndingMs);
      ending.once('exit', () => clearTimeout(killer));
      post(ending, { kind: 'stop' });
    },
    isRunning: () => child !== null,
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        const ending = child;
        if (ending === null) {
          resolve();
          return;
        }
        const killer = setTimeout(() => ending.kill(), mostEndingMs);
        ending.once('exit', () => {
          clearTimeout(killer);
          resolve();
        });
        post(ending, { kind: 'stop' });
      }),
  };

  function start(): void {
    crashReason = null;
    const started = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [], {
      serviceName,
      stdio: 'pipe',
    });
    child = started;
    started.stderr?.on('data', (chunk: Buffer) =>
      log.warn('engine-stderr', { text: chunk.toString().slice(0, 2_000) }),
    );
    started.stdout?.on('data', (chunk: Buffer) =>
      log.info('engine-stdout', { text: chunk.toString().slice(0, 2_000) }),
    );
    started.once('spawn', () => {
      log.info('engine-started', { engine: started.pid });
      post(started, {
        kind: 'start',
        logFolder,
        resourcesFolder: app.isPackaged
          ? join(process.resourcesPath, 'resources')
          : join(app.getAppPath(), 'resources'),
        appVersion: app.getVersion(),
        ...settings.engineStart(),
      });
      announce({ ...state, state: 'running' });
    });
    started.once('exit', (code) => {
      if (child === started) child = null;
      if (stopping) return;
      if (isReplaced) {
        isReplaced = false;
        announce({ state: 'restarting', reason: 'to take over settings', restarts: state.restarts + 1 });
        start();
        return;
      }
      // `child-process-gone` may come just after `exit`.
      setTimeout(() => ended(code), 50);
    });
  }

  function ended(code: number): void {
    const reason =
      crashReason === null || crashReason === 'clean-exit'
        ? `it ended with code ${code}`
        : `it ${sentences[crashReason] ?? crashReason}`;
    log.error('engine-ended', { code, reason: crashReason });
    const delay = policy.next(Date.now());
    if (delay === null) {
      announce({
        state: 'stopped',
        reason: `${reason}, too often to be started again by itself`,
        restarts: state.restarts,
      });
      return;
    }
    announce({ state: 'restarting', reason, restarts: state.restarts + 1 });
    setTimeout(() => {
      if (!stopping && child === null) start();
    }, delay);
  }

  function announce(next: EngineState): void {
    state = next;
    for (const listener of listeners) listener(state);
  }
}

/** Answers of a judge that are under way have their time to come, and what is written five seconds more. */
export const mostEndingMs = answerPatienceMs + 5_000;
const serviceName = 'Negscope engine';

const sentences: Readonly<Record<string, string>> = {
  'abnormal-exit': 'ended with an error',
  killed: 'was killed',
  crashed: 'crashed',
  oom: 'ran out of memory',
  'launch-failed': 'could not be started',
  'integrity-failure': 'failed its integrity check',
};

function post(child: UtilityProcess, message: EngineMessage, ports: MessagePortMain[] = []): void {
  child.postMessage(message, ports);
}
