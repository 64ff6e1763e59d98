import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors.ts';
import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import { builtWorker } from '../runtime/built-worker.ts';
import type { WorkerRequest, WorkerResponse } from './tuning-worker.ts';
import { doTuningWork, type TuningAnswers, type TuningAnswer, type TuningWork } from './tuning-work.ts';

export type TuningThreads = {
  readonly count: number;
  /** Candidates in one piece of work: what is more urgent waits for one, some ten milliseconds. */
  readonly piece: number;
  /** Does a piece of work on rows `from` to `to`. Arrays of `material` must lie in shared memory. */
  readonly run: <K extends TuningWork['kind']>(
    material: TuneMaterial,
    work: Extract<TuningWork, { kind: K }>,
    from: number,
    to: number,
  ) => Promise<TuningAnswers[K]>;
  readonly close: () => Promise<void>;
};

/** Threads that start with the first work and end with the process. Without a worker file, work is done here, piece by piece. */
export function createTuningThreads(
  count: number,
  file: string | null = builtWorker('tuning-worker'),
): TuningThreads {
  return file === null ? ownThread() : workerThreads(Math.max(1, count), file);
}

function ownThread(): TuningThreads {
  return {
    count: 1,
    piece: 100_000,
    async run<K extends TuningWork['kind']>(
      material: TuneMaterial,
      work: Extract<TuningWork, { kind: K }>,
      from: number,
      to: number,
    ) {
      await new Promise(setImmediate);
      return answerOf<K>(doTuningWork(material, work, from, to));
    },
    close: async () => {},
  };
}

type Job = {
  readonly material: TuneMaterial;
  readonly work: TuningWork;
  readonly from: number;
  readonly to: number;
  readonly resolve: (answer: TuningAnswer) => void;
  readonly reject: (error: Error) => void;
};

type Thread = { readonly worker: Worker; job: Job | null; readonly held: Map<TuneMaterial, number> };

/** Pools that one thread keeps references to; what is not used any more must not be kept alive by it. */
const heldMaterials = 2;

function workerThreads(count: number, file: string): TuningThreads {
  const threads: Thread[] = [];
  const waiting: Job[] = [];
  let materials = 0;
  let jobs = 0;

  function assign(): void {
    while (waiting.length > 0) {
      const thread = threads.find(({ job }) => job === null) ?? (threads.length < count ? start() : null);
      const job = thread === null ? undefined : nextJob();
      if (thread === null || job === undefined) return;
      thread.job = job;
      // Work in progress keeps the process alive; idle threads do not.
      thread.worker.ref();
      const { work, from, to } = job;
      post(thread, {
        kind: 'work',
        id: ++jobs,
        material: hold(thread, job.material),
        work,
        from,
        to,
      });
    }
  }

  /** What somebody waits for before tables over a grid, which are counted in the background. */
  function nextJob(): Job | undefined {
    const urgent = waiting.findIndex(({ work }) => !isBackground(work));
    return urgent > 0 ? waiting.splice(urgent, 1)[0] : waiting.shift();
  }

  function hold(thread: Thread, material: TuneMaterial): number {
    const before = thread.held.get(material);
    const id = before ?? ++materials;
    thread.held.delete(material);
    thread.held.set(material, id);
    if (before === undefined) post(thread, { kind: 'hold', material: id, value: material });
    for (const [oldest, oldestId] of thread.held) {
      if (thread.held.size <= heldMaterials) break;
      thread.held.delete(oldest);
      post(thread, { kind: 'drop', material: oldestId });
    }
    return id;
  }

  function start(): Thread {
    const thread: Thread = { worker: new Worker(file), job: null, held: new Map() };
    threads.push(thread);
    const end = (error: Error): void => {
      if (threads.includes(thread)) threads.splice(threads.indexOf(thread), 1);
      thread.job?.reject(error);
      thread.job = null;
      assign();
    };
    thread.worker.on('message', (response: WorkerResponse) => {
      const { job } = thread;
      thread.job = null;
      thread.worker.unref();
      if ('error' in response) job?.reject(new AppError('failed', `counting failed: ${response.error}`));
      else job?.resolve(response.answer);
      assign();
    });
    thread.worker.on('error', end);
    thread.worker.on('exit', (code) => end(new AppError('failed', `a counting thread ended (${code})`)));
    return thread;
  }

  return {
    count,
    piece: 200_000,
    run<K extends TuningWork['kind']>(
      material: TuneMaterial,
      work: Extract<TuningWork, { kind: K }>,
      from: number,
      to: number,
    ) {
      return new Promise<TuningAnswers[K]>((resolve, reject) => {
        waiting.push({ material, work, from, to, resolve: (answer) => resolve(answerOf<K>(answer)), reject });
        assign();
      });
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function isBackground(work: TuningWork): boolean {
  return work.kind === 'tables' && work.request.grid.length > 1;
}

function post(thread: Thread, request: WorkerRequest): void {
  thread.worker.postMessage(request);
}

function answerOf<K extends TuningWork['kind']>(answer: TuningAnswer): TuningAnswers[K] {
  // Each kind of work has its own answer (`doTuningWork`), which the union does not say.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return answer as TuningAnswers[K];
}
