import type { Page } from '@playwright/test';
import type { CallName, Input, Output } from '../shared/ipc/contract.ts';

let nextId = 1_000_000_000;

/** Makes a call as the window does, through its bridge: for what a test prepares and no screen is the subject of. */
export async function askEngine<N extends CallName>(
  page: Page,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  // The window counts its own calls up from 1: these never meet them.
  const id = nextId++;
  return page.evaluate(
    (call) =>
      new Promise<Output<N>>((resolve, reject) => {
        const { bridge } = Object(globalThis);
        // One listener for all calls: it cannot be taken away again.
        const waiting: Map<number, (answer: unknown) => void> = (Object(globalThis).waitingCalls ??=
          listen());
        function listen(): Map<number, (answer: unknown) => void> {
          const asked = new Map<number, (answer: unknown) => void>();
          bridge.onMessage((answer: { id?: number; kind: string }) => {
            if (answer.kind !== 'progress') asked.get(answer.id ?? -1)?.(answer);
          });
          return asked;
        }
        waiting.set(call.id, (answer) => {
          waiting.delete(call.id);
          const { kind, value, message } = Object(answer);
          if (kind === 'value') resolve(value);
          else reject(new Error(`${call.name}: ${message}`));
        });
        bridge.post({ kind: 'call', ...call });
      }),
    { id, name, input },
  );
}
