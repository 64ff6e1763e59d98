import { stat } from 'node:fs/promises';
import { memoryLimit } from '../memory-limit.ts';
import { builtWorker } from './built-worker.ts';
import { openSession } from './open-session.ts';
import { planCopies, type CopiesPlan } from './plan-copies.ts';
import { openSideBySide, type SideBySide } from './side-by-side.ts';

/** A graph's path, and those of the files beside it that hold weights of its own. */
export type ModelFiles = { readonly graph: string; readonly externalData: readonly string[] };

export type OnCpu = SideBySide & {
  /** Runs that it computes at once. */
  readonly atOnce: number;
  /** Why so many, in a clause. */
  readonly reason: string;
};

/** Opens a model on the CPU in as many copies as `planCopies` says; in one where no thread was built (tests of the source). Throws as `openSession` does. */
export async function openOnCpu(
  files: ModelFiles,
  threads: number,
  workerFile = builtWorker('session-worker'),
): Promise<OnCpu> {
  const plan: CopiesPlan =
    workerFile === null
      ? { threadsOf: [threads], reason: 'one batch at a time' }
      : planCopies(threads, await bytesOf(files), memoryLimit());
  const copies = await openSideBySide(plan.threadsOf.length, (copy) =>
    openSession(files.graph, 'cpu', plan.threadsOf[copy] ?? 1, workerFile),
  );
  return { ...copies, atOnce: plan.threadsOf.length, reason: plan.reason };
}

/** A file that cannot be read counts as nothing: opening it says why. */
async function bytesOf({ graph, externalData }: ModelFiles): Promise<number> {
  const sizes = [graph, ...externalData].map(async (file) => (await stat(file).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
