import type { Logger } from './log.ts';

/** What the engine is told once by whoever starts it: folders, threads, where to log. No module reads these from the environment itself. */
export type Surroundings = {
  /** The project's `resources/` (the bundled teacher, the sample). */
  readonly resourcesFolder: string;
  /** Downloads that any workspace may share. */
  readonly cacheFolder: string;
  /** CPU threads for inference and search. */
  readonly threads: number;
  /** `auto` picks the fastest execution provider that agrees with the CPU. */
  readonly device: 'auto' | 'cpu' | 'cuda' | 'webgpu' | 'dml' | 'coreml';
  readonly appVersion: string;
  /** How long opening waits for another process to let go of a workspace, in ms; absent: not at all. */
  readonly openingPatienceMs?: number;
  readonly log: Logger;
};
