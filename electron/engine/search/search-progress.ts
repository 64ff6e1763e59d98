import type { Task } from '../task.ts';
import type { SearchStep } from './row-searcher.ts';

const unit = 'query-document pairs';

/** Tells a task how far a search of so many pairs is; once all are searched, how many that settle the order are scored. */
export function searchProgress(total: number, task: Pick<Task, 'progress'>): (step: SearchStep) => void {
  let [searched, unsettled, settled] = [0, 0, 0];
  return ({ kind, pairs }) => {
    if (kind === 'unsettled') {
      unsettled += pairs;
      return;
    }
    if (kind === 'settled') settled += pairs;
    // What was too coarse is searched once more.
    else searched = Math.min(total, searched + pairs);
    if (kind === 'searched' || searched < total)
      task.progress({ stage: 'search', done: searched, total, unit });
    else task.progress({ stage: 'settle', done: settled, total: unsettled, unit });
  };
}
