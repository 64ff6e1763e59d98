import { z } from 'zod';
import { join } from 'node:path';
import type { Pooling } from '../../../../shared/domain/teacher.ts';
import { AppError } from '../../../../shared/errors.ts';
import { readModelJson } from './model-json.ts';

const Modules = z.array(z.object({ path: z.string(), type: z.string() }));

const PoolingConfig = z.looseObject({
  word_embedding_dimension: z.number().nullish(),
  embedding_dimension: z.number().nullish(),
  pooling_mode: z.union([z.string(), z.array(z.string())]).nullish(),
  include_prompt: z.boolean().nullish(),
});

/** What `modules.json` and the pooling's own file say. */
export type SentenceModules = {
  /** Folder of the transformer: the model's own, or `0_Transformer`. */
  readonly transformer: string;
  readonly pooling: Pooling | null;
  readonly dimensions: number | null;
  /** False: the prompt's tokens are left out of the mean. */
  readonly includePrompt: boolean;
  readonly normalise: boolean;
  /** Modules that are not carried out here, by class name: such a model needs an ONNX file that has them inside. */
  readonly unsupported: readonly string[];
  /** Where it was read, for the notes; null when the folder has no `modules.json`. */
  readonly source: string | null;
};

/** Reads `modules.json` (sentence-transformers), or says what holds without it. Throws `invalid-input` for a pooling that is not carried out. */
export async function readSentenceModules(folder: string): Promise<SentenceModules> {
  const modules = await readModelJson(Modules, folder, 'modules.json');
  const none = { pooling: null, dimensions: null, includePrompt: true, normalise: false, unsupported: [] };
  if (!modules) return { ...none, transformer: folder, source: null };
  // Version 6 has moved the classes to other packages; the last part of the name has stayed.
  const named = modules.map(({ path, type }) => ({ path, name: type.split('.').at(-1) ?? type }));
  const pooling = named.find(({ name }) => name === 'Pooling');
  const known = new Set(['Transformer', 'Pooling', 'Normalize', 'Dropout']);
  return {
    ...none,
    ...(pooling ? await readPooling(join(folder, pooling.path)) : {}),
    transformer: join(folder, named.find(({ name }) => name === 'Transformer')?.path ?? ''),
    normalise: named.some(({ name }) => name === 'Normalize'),
    unsupported: named.map(({ name }) => name).filter((name) => !known.has(name)),
    source: 'modules.json',
  };
}

async function readPooling(
  folder: string,
): Promise<Pick<SentenceModules, 'pooling' | 'dimensions' | 'includePrompt'>> {
  const config = await readModelJson(PoolingConfig, folder, 'config.json');
  if (!config)
    throw new AppError('invalid-input', `${folder} has no config.json, which modules.json promises`);
  const modes = poolingModes(config);
  const mode = modes.length === 0 ? 'mean' : modes.join(' and ');
  const pooling = poolings[mode];
  if (pooling === undefined) {
    throw new AppError(
      'invalid-input',
      `${folder}/config.json asks for ${mode} pooling; mean, cls and last token are carried out here`,
    );
  }
  return {
    pooling,
    dimensions: config.embedding_dimension ?? config.word_embedding_dimension ?? null,
    includePrompt: config.include_prompt ?? true,
  };
}

const poolings: Readonly<Record<string, Pooling>> = { mean: 'mean', cls: 'cls', lasttoken: 'last' };

/** Newer folders name the mode, older ones set one flag for each: `pooling_mode_cls_token: true`. */
function poolingModes(config: z.infer<typeof PoolingConfig>): readonly string[] {
  if (typeof config.pooling_mode === 'string') return config.pooling_mode.split('+');
  if (config.pooling_mode) return config.pooling_mode;
  return Object.entries(config)
    .filter(([key, value]) => key.startsWith('pooling_mode_') && value === true)
    .map(([key]) => key.slice('pooling_mode_'.length).replace(/_tokens?$/, ''));
}
