import type { Rater } from '../ipc/agreement-calls.ts';

/** A rater in words, in lists as in sentences. */
export function raterName(rater: Rater): string {
  switch (rater.kind) {
    case 'judge':
      return `judge ${rater.name}`;
    case 'human':
      return rater.name;
    case 'settled':
      return 'people (adjudicated, else majority)';
  }
}
