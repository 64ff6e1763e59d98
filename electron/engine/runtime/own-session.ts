import type { InferenceSession } from 'onnxruntime-node';
import { fusedModel } from '../onnx-graph/fused-model.ts';
import { collectNow } from './collect-at-rest.ts';
import { onnxRuntime } from './onnx-runtime.ts';

export type ProviderName = 'cpu' | 'cuda' | 'webgpu' | 'dml' | 'coreml';

/** A file, where it runs, and on how many threads the CPU's operators do. */
export type SessionStart = {
  readonly path: string;
  readonly provider: ProviderName;
  readonly threads: number;
};

/** The CPU's fused kernel adds and normalises in plain code: its parts, which are vectorised, take a fifth of its time, a whole model 7 % less. */
const withoutSlowFusion = { optimization: { disable_specified_optimizers: 'SkipLayerNormFusion' } };

/** A session on this thread, which stands still while it is made and while it runs. Rejects with the runtime's own error. */
export async function openOwnSession({ path, provider, threads }: SessionStart): Promise<InferenceSession> {
  const { InferenceSession } = await onnxRuntime();
  const lookedAt = provider === 'cpu' ? await fusedModel(path) : null;
  const options: InferenceSession.SessionOptions = {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // The arena doubles the speed; patterns are remembered for each shape of batch, and there are hundreds.
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 4,
    ...(lookedAt?.isQuantized === false && { extra: withoutSlowFusion }),
  };
  const fused = lookedAt?.fused ?? null;
  if (fused === null) return InferenceSession.create(path, options);
  // The file as it was read: beside the model and the runtime's copies of it, it would make the peak of memory.
  collectNow();
  // What the runtime does not take in its own spelling, it takes as it was written.
  return InferenceSession.create(fused, options).catch(() => InferenceSession.create(path, options));
}
