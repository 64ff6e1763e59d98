import { isCancelled } from '../../../shared/errors.ts';
import type { Task } from '../task.ts';

/** Calls share work; where the one that began it was cancelled, those still waiting begin it again. */
export async function evenIfOthersCancel<V>(task: Pick<Task, 'signal'>, work: () => Promise<V>): Promise<V> {
  try {
    return await work();
  } catch (error) {
    const isGivenUp = isCancelled(error) || (error instanceof Error && error.name === 'AbortError');
    if (!isGivenUp || task.signal.aborted) throw error;
    return evenIfOthersCancel(task, work);
  }
}
