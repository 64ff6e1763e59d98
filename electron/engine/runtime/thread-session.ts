import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors.ts';
import type { ModelSession } from './model-session.ts';
import { onnxRuntime } from './onnx-runtime.ts';
import type { SessionStart } from './own-session.ts';
import type { FromSessionThread, SentTensors, SessionFacts, ToSessionThread } from './session-messages.ts';

type Pending<T> = { readonly resolve: (value: T) => void; readonly reject: (error: unknown) => void };

/** How long a thread may take to end by itself. */
const patience = 10_000;

/**
 * A session on a thread of its own, `file` being the built `session-worker.ts`: running one blocks its thread, and ours has calls to answer.
 * Rejects with the runtime's message; whatever ends the thread fails what it was asked with an `AppError`.
 */
export async function openThreadSession(file: string, start: SessionStart): Promise<ModelSession> {
  const { Tensor } = await onnxRuntime();
  const worker = new Worker(file, { workerData: start, name: 'model' });
  const tell = (message: ToSessionThread): void => worker.postMessage(message);
  const running = new Map<number, Pending<SentTensors>>();
  let opening: Pending<SessionFacts> | null = null;
  let dead: AppError | null = null;
  let runs = 0;

  const die = (why: string): void => {
    dead ??= new AppError('failed', `the thread of a model ended: ${why}; run it again`);
    opening?.reject(dead);
    for (const { reject } of running.values()) reject(dead);
    running.clear();
  };
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      die(`exit code ${code}`);
      resolve();
    });
  });
  worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
  worker.on('messageerror', (error) => die(error.message));
  worker.on('message', (message: FromSessionThread) => {
    if (message.kind === 'opened') opening?.resolve(message.facts);
    else if (message.kind === 'refused') opening?.reject(new Error(message.message));
    else {
      const pending = running.get(message.id);
      running.delete(message.id);
      if (message.kind === 'answer') pending?.resolve(message.tensors);
      else pending?.reject(new Error(message.message));
    }
  });

  const release = async (): Promise<void> => {
    tell({ kind: 'close' });
    const timer = setTimeout(() => void worker.terminate(), patience);
    await ended;
    clearTimeout(timer);
  };

  try {
    const facts = await new Promise<SessionFacts>((resolve, reject) => (opening = { resolve, reject }));
    return {
      ...facts,
      run: async (feeds, outputs) => {
        if (dead !== null) throw dead;
        const sent = Object.entries(feeds).map(
          ([name, { type, data, dims }]) => [name, { type, data, dims }] as const,
        );
        const tensors = await new Promise<SentTensors>((resolve, reject) => {
          runs += 1;
          running.set(runs, { resolve, reject });
          tell({ kind: 'run', id: runs, feeds: Object.fromEntries(sent), outputs });
        });
        return Object.fromEntries(
          Object.entries(tensors).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)]),
        );
      },
      release,
    };
  } catch (error) {
    await release();
    throw error;
  }
}
