import { z } from 'zod';
import type { Output } from '../../../shared/ipc/contract.ts';
import { judgePresets, noServerHint, type JudgePreset } from '../../../shared/judge/presets.ts';

const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

const patienceMs = 1_500;
const mostModels = 200;

/** Servers that answer on this computer, each with its models; a sentence on how to start one where none does. Asks only loopback. */
export async function discoverServers(
  presets: readonly JudgePreset[] = judgePresets,
): Promise<Output<'judge.discover'>> {
  const local = presets.filter(({ baseUrl }) => isLoopback(baseUrl));
  const found = await Promise.all(
    local.map(async ({ id, name, baseUrl }) => {
      const models = await modelsOf(baseUrl);
      return models === null ? [] : [{ preset: id, name, baseUrl, models }];
    }),
  );
  const servers = found.flat();
  return { servers, hint: servers.length === 0 ? noServerHint : null };
}

/** Null where nothing answers in OpenAI's protocol. */
async function modelsOf(baseUrl: string): Promise<string[] | null> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    if (!response.ok) return null;
    const models = Models.safeParse(await response.json());
    return models.success ? models.data.data.slice(0, mostModels).map(({ id }) => id) : null;
  } catch {
    return null;
  }
}

function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
}
