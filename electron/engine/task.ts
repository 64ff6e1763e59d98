import type { Progress } from '../../shared/domain/progress.ts';

/** What a long piece of work is given: when to stop, and where to say how far it is. */
export type Task = {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
};
