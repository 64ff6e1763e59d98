import { AppError } from '../../../shared/errors.ts';
import type { Task } from '../task.ts';

/** Calls share work; where the one that began it was cancelled, those still waiting begin it again. */
export async function evenIfOthersCancel<V>(task: Pick<Task, 'signal'>, work: () => Promise<V>): Promise<V> {
  try {
    return await work();
  } catch (error) {
    const cancelled =
      error instanceof Error &&
      (error.name === 'AbortError' || (error instanceof AppError && error.code === 'cancelled'));
    if (!cancelled || task.signal.aborted) throw error;
    return evenIfOthersCancel(task, work);
  }
}
