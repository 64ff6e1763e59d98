import { join } from 'node:path';
import { z } from 'zod';
import { openSession } from '../../runtime/open-session.ts';
import { checkInputs } from './batch-feeds.ts';
import { readJson, writeWhole } from './file-hash.ts';
import type { ModelSettings } from './model-settings.ts';
import { tokeniserOf } from './onnx-encoder.ts';
import { paddedBatch } from './padded-batch.ts';
import { runTextModel, type OutputUse } from './text-model.ts';
import { openTextTokenizer } from './text-tokenizer.ts';
import { chooseOutput, outputFacts } from './token-output.ts';

const Inspection = z.object({
  output: z.object({ name: z.string(), level: z.enum(['tokens', 'sentence']), note: z.string() }),
  dimensions: z.int().positive(),
});
/** What is only known when the graph is loaded. */
export type Inspection = z.infer<typeof Inspection>;

/**
 * Loads the graph once and runs two words through it, so that a model that cannot be used is refused when it is added and not in the
 * middle of a night's encoding. Remembered in `cacheFolder` by fingerprint. Throws `AppError`.
 */
export async function inspectModel(
  settings: ModelSettings,
  fingerprint: string,
  cacheFolder: string,
): Promise<Inspection> {
  const note = join(cacheFolder, 'models', `${fingerprint}.json`);
  const known = Inspection.safeParse(await readJson(note));
  if (known.success) return known.data;
  const found = await inspect(settings);
  await writeWhole(note, JSON.stringify(found)).catch(() => {});
  return found;
}

async function inspect(settings: ModelSettings): Promise<Inspection> {
  const tokenizer = await openTextTokenizer(settings.transformer, settings.config.pad_token_id ?? null);
  const session = await openSession(join(settings.folder, settings.onnx.name), 'cpu', 1);
  try {
    checkInputs(session);
    const output = chooseOutput(outputFacts(session), {
      known: settings.pooling !== null && !settings.poolingSource.startsWith('published'),
      byOption: settings.poolingByOption,
      unsupported: settings.modules.unsupported,
    });
    const ids = ['one', 'two words'].map(tokeniserOf(settings, tokenizer));
    const { width } = await runTextModel(
      session,
      outputUse(settings, output),
      paddedBatch(tokenizer, ids),
      0,
    );
    return { output, dimensions: width };
  } finally {
    await session.release();
  }
}

/** Pooling and normalisation as settled; the mean where nobody says. */
export function outputUse(settings: ModelSettings, output: OutputUse['output']): OutputUse {
  return { output, pooling: settings.pooling ?? 'mean', normalise: settings.modules.normalise };
}
