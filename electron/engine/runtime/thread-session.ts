import type { ModelSession } from './model-session.ts';
import { onnxRuntime } from './onnx-runtime.ts';
import type { SessionStart } from './own-session.ts';
import { superviseWorker } from './supervised-worker.ts';
import type { FromSessionThread, SentTensors, SessionFacts, ToSessionThread } from './session-messages.ts';

type Pending<T> = { readonly resolve: (value: T) => void; readonly reject: (error: unknown) => void };

/**
 * A session on a thread of its own, `file` being the built `session-worker.ts`: running one blocks its thread, and ours has calls to answer.
 * Rejects with the runtime's message; whatever ends the thread fails what it was asked with an `AppError`.
 */
export async function openThreadSession(file: string, start: SessionStart): Promise<ModelSession> {
  const { Tensor } = await onnxRuntime();
  const running = new Map<number, Pending<SentTensors>>();
  let opening: Pending<SessionFacts> | null = null;
  let runs = 0;

  const { tell, dead, close } = superviseWorker<ToSessionThread, FromSessionThread>({
    file,
    name: 'model',
    what: 'the thread of a model',
    workerData: start,
    onMessage: (message) => {
      if (message.kind === 'opened') opening?.resolve(message.facts);
      else if (message.kind === 'refused') opening?.reject(new Error(message.message));
      else {
        const pending = running.get(message.id);
        running.delete(message.id);
        if (message.kind === 'answer') pending?.resolve(message.tensors);
        else pending?.reject(new Error(message.message));
      }
    },
    onDeath: (error) => {
      opening?.reject(error);
      for (const { reject } of running.values()) reject(error);
      running.clear();
    },
  });
  const release = (): Promise<void> => close({ kind: 'close' });

  try {
    const facts = await new Promise<SessionFacts>((resolve, reject) => (opening = { resolve, reject }));
    return {
      ...facts,
      run: async (feeds, outputs) => {
        const error = dead();
        if (error) throw error;
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
