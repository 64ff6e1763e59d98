import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { JudgeChoice } from '../../../shared/ipc/judge-request.ts';
import { openaiClient } from '../runtime/openai-client.ts';
import { requestFault } from '../teachers/endpoint/request-fault.ts';
import { baseUrlOf } from './base-url.ts';

const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

const patienceMs = 10_000;
const mostModels = 500;

/** The models that an endpoint offers, in its order. Throws `wrong-usage` for an address that cannot be, `failed` or `not-found` with what to do. */
export async function listModels(
  choice: Pick<JudgeChoice, 'endpoint' | 'apiKey'>,
  signal: AbortSignal,
): Promise<Output<'judge.models'>> {
  const { endpoint, apiKey = null } = choice;
  const baseUrl = baseUrlOf(endpoint);
  const client = openaiClient({ baseUrl, apiKey, timeoutMs: patienceMs });
  const answer: unknown = await client.get('/models', { signal }).catch((error: unknown) => {
    const fault = requestFault(error, baseUrl, apiKey, Date.now());
    throw fault.kind === 'final'
      ? fault.error
      : new AppError('failed', `${fault.why}; start the server, or correct its address`);
  });
  const models = Models.safeParse(answer);
  if (!models.success) {
    throw new AppError(
      'failed',
      `${baseUrl} answers, but not in OpenAI's protocol; the address often ends in /v1`,
    );
  }
  return { baseUrl, models: models.data.data.slice(0, mostModels).map(({ id }) => id) };
}
