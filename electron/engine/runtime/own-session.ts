import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const fused = provider === 'cpu' ? await writtenFused(path) : null;
  const options: InferenceSession.SessionOptions = {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // The arena doubles the speed; patterns are remembered for each shape of batch, and there are hundreds.
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 4,
    ...(fused?.isQuantized === false && { extra: withoutSlowFusion }),
  };
  // The model as it was read: beside the runtime's copies of it, it would make the peak of memory.
  collectNow();
  const folder = fused?.folder ?? null;
  if (folder === null) return InferenceSession.create(path, options);
  // What the runtime does not take in its own spelling, it takes as it was written.
  return InferenceSession.create(join(folder, fusedName), options)
    .catch(() => InferenceSession.create(path, options))
    .finally(() => rm(folder, { recursive: true, force: true }));
}

const fusedName = 'model.onnx';

/**
 * What is known of a model, and a folder of its own with the model in the runtime's spelling; null where there is nothing to exchange or no room for
 * it. In a file, because the runtime reads one piece by piece: from memory it would be there once more.
 */
async function writtenFused(
  path: string,
): Promise<{ readonly isQuantized: boolean; readonly folder: string | null } | null> {
  const lookedAt = await fusedModel(path);
  if (lookedAt === null) return null;
  const { fused, isQuantized } = lookedAt;
  if (fused === null) return { isQuantized, folder: null };
  const folder = await mkdtemp(join(tmpdir(), 'negscope-model-')).catch(() => null);
  if (folder === null) return { isQuantized, folder };
  try {
    await writeFile(join(folder, fusedName), fused, { mode: 0o600 });
    return { isQuantized, folder };
  } catch {
    await rm(folder, { recursive: true, force: true });
    return { isQuantized, folder: null };
  }
}
