import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress } from '../../../shared/domain/progress.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { CallName, Input, Output } from '../../../shared/ipc/contract.ts';
import type { EngineStore } from './engine.ts';
import {
  addSample,
  rateOf,
  type ProgressRate,
  type ProgressSample,
} from '../../../shared/domain/progress-rate.ts';
import { toAppError } from './request.ts';

/**
 * A call made by a job: it can be cancelled with the job, shows its progress, and survives the engine's end. `inputAgain` is what the next
 * engine is asked, where that depends on how far the one before had come.
 */
export type JobCall = <N extends CallName>(
  name: N,
  input: Input<N>,
  inputAgain?: (last: Progress | null) => Input<N>,
) => Promise<Output<N>>;

/** `part`: what was finished is kept, and it goes on from there; else it begins anew, and there is nothing of it, or no file. */
export type Leaves = 'part' | 'nothing' | 'no-file';

export type JobSpec = {
  /** What is being done, as a heading: "Encoding with bge-small". */
  readonly title: string;
  /** What it is about, so that a screen finds its jobs: `import`, `teacher:NAME`, `pool`, `run`. */
  readonly about: string;
  /** What there is of it when it is stopped before its end: said to whoever stopped it. */
  readonly leaves: Leaves;
  /** Must be able to start again from the beginning: what is done already is found, not done twice. */
  readonly work: (call: JobCall) => Promise<void>;
};

export type JobStatus =
  | { readonly kind: 'running' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: AppError };

export type Job = {
  readonly id: number;
  readonly title: string;
  readonly about: string;
  readonly leaves: Leaves;
  readonly status: JobStatus;
  /** It was told to stop and has not yet: what is under way is brought to its end. */
  readonly isStopping: boolean;
  readonly progress: Progress | null;
  readonly rate: ProgressRate;
  readonly startedAtMs: number;
  /** Something that happened and was mended: the engine's restart. */
  readonly notice: string | null;
};

export type Jobs = {
  readonly jobs: readonly Job[];
  readonly start: (spec: JobSpec) => number;
  readonly cancel: (id: number) => void;
  /** Does a cancelled or failed job again; it goes on where it was. */
  readonly again: (id: number) => void;
  readonly dismiss: (id: number) => void;
};

export type JobsStore = StoreApi<Jobs>;

const restartLimit = 3;
const restartWindowMs = 60_000;
const noRate: ProgressRate = { perSecond: null, secondsLeft: null };

/** Long work and how far it is. A job never rejects: its end is its status. */
export function createJobsStore(api: Client, engine: EngineStore): JobsStore {
  const specs = new Map<number, JobSpec>();
  const controllers = new Map<number, AbortController>();
  let nextId = 1;

  const store = createStore<Jobs>()((set, get) => {
    const change = (id: number, patch: Partial<Job>): void =>
      set({ jobs: get().jobs.map((job) => (job.id === id ? { ...job, ...patch } : job)) });

    async function run(id: number, spec: JobSpec): Promise<void> {
      const controller = new AbortController();
      controllers.set(id, controller);
      try {
        await spec.work(survivingCall(controller.signal, spec.leaves, (patch) => change(id, patch)));
        change(id, { status: { kind: 'done' } });
      } catch (thrown) {
        const error = toAppError(thrown);
        const isCancelled = controller.signal.aborted || error.code === 'cancelled';
        change(id, { status: isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error } });
      }
    }

    return {
      jobs: [],
      start(spec) {
        const id = nextId++;
        specs.set(id, spec);
        const others = get().jobs.filter(
          ({ about, status }) =>
            about !== spec.about || status.kind === 'running' || status.kind === 'waiting',
        );
        set({ jobs: [...others, newJob(id, spec)] });
        void run(id, spec);
        return id;
      },
      cancel(id) {
        controllers.get(id)?.abort();
        change(id, { isStopping: true });
      },
      again(id) {
        const spec = specs.get(id);
        if (!spec) return;
        change(id, { ...newJob(id, spec) });
        void run(id, spec);
      },
      dismiss(id) {
        specs.delete(id);
        controllers.delete(id);
        set({ jobs: get().jobs.filter((job) => job.id !== id) });
      },
    };
  });

  /** Issues a call again when the engine ended under it, at most three times within a minute. */
  function survivingCall(
    signal: AbortSignal,
    leaves: Leaves,
    change: (patch: Partial<Job>) => void,
  ): JobCall {
    const restartedAt: number[] = [];
    return async function call(name, input, inputAgain) {
      let samples: readonly ProgressSample[] = [];
      let asked = input;
      for (;;) {
        if (signal.aborted) throw new AppError('cancelled', 'cancelled');
        const { restarts } = engine.getState();
        try {
          return await api.call(name, asked, {
            signal,
            onProgress(progress) {
              samples = addSample(samples, { atMs: performance.now(), progress });
              change({ progress, rate: rateOf(samples), status: { kind: 'running' } });
            },
          });
        } catch (thrown) {
          const error = toAppError(thrown);
          const now = performance.now();
          const recent = restartedAt.filter((at) => now - at < restartWindowMs).length;
          if (error.code !== 'host-exited' || recent >= restartLimit) throw error;
          restartedAt.push(now);
          change({
            status: { kind: 'waiting' },
            notice: 'The engine stopped. Waiting for it to start again.',
          });
          await engine.getState().untilRestarted(restarts, signal);
          asked = inputAgain?.(samples.at(-1)?.progress ?? null) ?? input;
          samples = [];
          change({ status: { kind: 'running' }, rate: noRate, notice: restartNotice(engine, leaves) });
        }
      }
    };
  }

  return store;
}

/** The jobs that are neither done nor given up. */
export function isActive(job: Job): boolean {
  return job.status.kind === 'running' || job.status.kind === 'waiting';
}

function newJob(id: number, spec: JobSpec): Job {
  return {
    id,
    title: spec.title,
    about: spec.about,
    leaves: spec.leaves,
    status: { kind: 'running' },
    isStopping: false,
    progress: null,
    rate: noRate,
    startedAtMs: performance.now(),
    notice: null,
  };
}

function restartNotice(engine: EngineStore, leaves: Leaves): string {
  const { reason } = engine.getState();
  const goesOn = leaves === 'part' ? 'the work goes on where it was' : 'the work began anew';
  return `The engine stopped${reason === null ? '' : ` (${reason})`} and was started again; ${goesOn}.`;
}
