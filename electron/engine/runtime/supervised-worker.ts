import { type Transferable, Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors.ts';

/** A thread that ends by itself once it is told to. */
export type SupervisedWorker<To> = {
  readonly tell: (message: To, transfer?: readonly Transferable[]) => void;
  /** Why it can be asked nothing any more; null while it can. */
  readonly dead: () => AppError | null;
  /** Says `goodbye`, and resolves when the thread has ended; it is terminated when that takes too long. */
  readonly close: (goodbye: To) => Promise<void>;
};

/** How long a thread may take to end by itself. */
const patience = 10_000;

/** Starts the built thread `file`; `onDeath` is told whatever ends it, in a sentence that begins with `what`. */
export function superviseWorker<To, From>(options: {
  readonly file: string;
  readonly name: string;
  readonly what: string;
  readonly workerData: unknown;
  readonly onMessage: (message: From) => void;
  readonly onDeath: (error: AppError) => void;
}): SupervisedWorker<To> {
  const { file, name, what, workerData, onMessage, onDeath } = options;
  const worker = new Worker(file, { workerData, name });
  let dead: AppError | null = null;
  const tell = (message: To, transfer: readonly Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  const die = (why: string): void => {
    dead ??= new AppError('failed', `${what} ended: ${why}; run it again`);
    onDeath(dead);
  };
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      die(`exit code ${code}`);
      resolve();
    });
  });
  worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
  worker.on('messageerror', (error) => die(error.message));
  worker.on('message', onMessage);
  return {
    tell,
    dead: () => dead,
    close: async (goodbye) => {
      tell(goodbye);
      const timer = setTimeout(() => void worker.terminate(), patience);
      await ended;
      clearTimeout(timer);
    },
  };
}
