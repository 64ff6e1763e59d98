import { AppError } from '../../../shared/errors.ts';
import { builtWorker } from './built-worker.ts';
import type { ModelSession } from './model-session.ts';
import { openOwnSession, type ProviderName, type SessionStart } from './own-session.ts';
import { openThreadSession } from './thread-session.ts';

/**
 * Opens an ONNX file (with the external data beside it) on one execution provider; what the provider cannot run, the CPU does.
 * `threads` is for the CPU's operators. On a thread of its own, or on this one where no thread was built (tests of the source).
 * Throws `invalid-input` with the runtime's own reason.
 */
export async function openSession(
  path: string,
  provider: ProviderName,
  threads: number,
  workerFile = builtWorker('session-worker'),
): Promise<ModelSession> {
  const start: SessionStart = { path, provider, threads };
  try {
    return await (workerFile === null ? openOwnSession(start) : openThreadSession(workerFile, start));
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
