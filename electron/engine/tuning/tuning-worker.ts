import { parentPort, type Transferable } from 'node:worker_threads';
import { invariant } from '../../../shared/assert.ts';
import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import { collectAtRest } from '../runtime/collect-at-rest.ts';
import { doTuningWork, type TuningAnswer, type TuningWork } from './tuning-work.ts';

// The entry of a worker thread: counts rows of pools that lie in shared memory, one piece after the other.

export type WorkerRequest =
  | { readonly kind: 'hold'; readonly material: number; readonly value: TuneMaterial }
  | { readonly kind: 'drop'; readonly material: number }
  | {
      readonly kind: 'work';
      readonly id: number;
      readonly material: number;
      readonly work: TuningWork;
      readonly from: number;
      readonly to: number;
    };

export type WorkerResponse =
  | { readonly id: number; readonly answer: TuningAnswer }
  | { readonly id: number; readonly error: string };

const materials = new Map<number, TuneMaterial>();
const worked = collectAtRest();

parentPort?.on('message', (request: WorkerRequest) => {
  if (request.kind === 'hold') materials.set(request.material, request.value);
  else if (request.kind === 'drop') materials.delete(request.material);
  else answer(request);
});

function answer({ id, material, work, from, to }: Extract<WorkerRequest, { kind: 'work' }>): void {
  try {
    const held = materials.get(material);
    invariant(held !== undefined, 'a pool is sent before work on it');
    const result = doTuningWork(held, work, from, to);
    const response: WorkerResponse = { id, answer: result };
    parentPort?.postMessage(response, buffersOf(result));
  } catch (error) {
    const response: WorkerResponse = { id, error: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(response);
  }
  worked();
}

/** Moved, not copied. */
function buffersOf(result: TuningAnswer): Transferable[] {
  const arrays = ArrayBuffer.isView(result) ? [result] : Object.values(result);
  return arrays.flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
}
