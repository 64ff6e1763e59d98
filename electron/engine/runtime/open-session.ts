import type { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../../shared/errors.ts';
import { onnxRuntime } from './onnx-runtime.ts';

export type ProviderName = 'cpu' | 'cuda' | 'webgpu' | 'dml' | 'coreml';

/**
 * Opens an ONNX file (with the external data beside it) on one execution provider; what the provider cannot run, the CPU does.
 * `threads` is for the CPU's operators. Throws `invalid-input` with the runtime's own reason.
 */
export async function openSession(
  path: string,
  provider: ProviderName,
  threads: number,
): Promise<InferenceSession> {
  const runtime = await onnxRuntime();
  try {
    return await runtime.InferenceSession.create(path, {
      executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      // The arena doubles the speed; patterns are remembered for each shape of batch, and there are hundreds.
      enableCpuMemArena: true,
      enableMemPattern: false,
      logSeverityLevel: 4,
    });
  } catch (cause) {
    throw new AppError('invalid-input', `${path} cannot be loaded (${provider}): ${oneLine(cause)}`, {
      cause,
    });
  }
}

/** The first line of what the runtime said, without the place in its own source and the condition that it checked there. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = ''] = message.split('\n');
  const plain = first.replace(/^\S*\.cc:\d+ .*? was false\. */, '') || first;
  return plain.length > 400 ? `${plain.slice(0, 400)}…` : plain;
}
