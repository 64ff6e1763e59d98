import { z } from 'zod';
import type { Port } from '../../shared/ipc/wire.ts';

export type RunningCalls = {
  /** The same port; its calls count from their arrival to their answer, or to the end of the connection. */
  readonly counted: (port: Port) => Port;
  readonly count: () => number;
  /** Resolves as soon as the count is 0. */
  readonly idle: () => Promise<void>;
};

const Asked = z.object({ kind: z.literal('call'), id: z.int() });
const Answered = z.object({ kind: z.enum(['value', 'error']), id: z.int() });

/** Counts calls across connections, so that a short-lived holder can wait for those who came while it worked. */
export function runningCalls(): RunningCalls {
  const ports = new Set<Set<number>>();
  let waiting: (() => void)[] = [];

  function count(): number {
    let sum = 0;
    for (const ids of ports) sum += ids.size;
    return sum;
  }

  function settle(): void {
    if (count() > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  return {
    counted(port) {
      const ids = new Set<number>();
      ports.add(ids);
      port.onClose(() => {
        ports.delete(ids);
        settle();
      });
      return {
        post(message) {
          port.post(message);
          const answer = Answered.safeParse(message);
          if (answer.success && ids.delete(answer.data.id)) settle();
        },
        onMessage(listener) {
          port.onMessage((message) => {
            const asked = Asked.safeParse(message);
            if (asked.success) ids.add(asked.data.id);
            listener(message);
          });
        },
        onClose: port.onClose,
      };
    },
    count,
    async idle() {
      if (count() === 0) return;
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
