import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import { invariant } from '../../../shared/assert.ts';
import { collectNow } from './collect-at-rest.ts';
import { onnxRuntime } from './onnx-runtime.ts';
import { openOwnSession, type SessionStart } from './own-session.ts';
import type { FromSessionThread, SentTensors, ToSessionThread } from './session-messages.ts';

// The entry of a thread that has one session: the engine's own thread answers calls while this one computes. It ends by itself once its
// port is closed; being terminated inside the native library would be less safe.
invariant(parentPort !== null, 'this module runs as a worker');
const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only thread-session.ts starts this module
const start = workerData as SessionStart;

giveWay();
const session = openOwnSession(start);
session.then(
  ({ inputMetadata, outputMetadata, inputNames, outputNames }) => {
    tell({ kind: 'opened', facts: { inputMetadata, outputMetadata, inputNames, outputNames } });
    // The model as it was given to the runtime, which has a copy of its own.
    collectNow();
  },
  (error: unknown) => tell({ kind: 'refused', message: messageOf(error) }),
);

port.on('message', (message: ToSessionThread) => {
  if (message.kind === 'run') void run(message);
  else {
    const released = session.then((open) => open.release());
    void released.catch(() => {}).finally(() => port.close());
  }
});

async function run({ id, feeds, outputs }: Extract<ToSessionThread, { kind: 'run' }>): Promise<void> {
  try {
    const { Tensor } = await onnxRuntime();
    const open = await session;
    const given = Object.entries(feeds).map(
      ([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)] as const,
    );
    const found = await open.run(Object.fromEntries(given), outputs);
    const tensors: SentTensors = Object.fromEntries(
      Object.entries(found).map(([name, { type, data, dims }]) => [name, { type, data, dims }]),
    );
    tell({ kind: 'answer', id, tensors }, buffersOf(tensors));
  } catch (error) {
    tell({ kind: 'failed', id, message: messageOf(error) });
  }
}

/** What the runtime made for us alone is given away instead of copied. */
function buffersOf(tensors: SentTensors): readonly Transferable[] {
  const buffers = Object.values(tensors).flatMap(({ data }) =>
    ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer ? [data.buffer] : [],
  );
  return [...new Set(buffers)];
}

function tell(message: FromSessionThread, transfer: readonly Transferable[] = []): void {
  port.postMessage(message, transfer);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** On Linux every thread has a priority of its own, which those that it starts inherit: the engine's answers come before a model's products. */
function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(19, getPriority() + 5));
  } catch {
    // Then all are equal.
  }
}
