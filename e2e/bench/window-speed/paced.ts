import { setTimeout as wait } from 'node:timers/promises';

const frameMs = 1000 / 60;

/** Does something sixty times a second, whether the page keeps up or not; gives the seconds it took. */
export async function paced(steps: number, step: (index: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < steps; index++) {
    pending.push(step(index));
    await wait(Math.max(0, started + (index + 1) * frameMs - performance.now()));
  }
  await Promise.all(pending);
  return (performance.now() - started) / 1000;
}
