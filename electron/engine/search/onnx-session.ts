import type { InferenceSession } from 'onnxruntime-node';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';

/** A session of one of the search's graphs, on the processor, on one thread. */
export async function onnxSession(graph: Uint8Array): Promise<InferenceSession> {
  const { InferenceSession: Session } = await onnxRuntime();
  return Session.create(graph, { executionProviders: ['cpu'], intraOpNumThreads: 1, logSeverityLevel: 3 });
}
