import { basename } from 'node:path';
import { z } from 'zod';
import type { Similarity, TeacherOptions } from '../../../../shared/domain/teacher.ts';
import type { Pooling } from '../../../../shared/domain/teacher.ts';
import { AppError } from '../../../../shared/errors.ts';
import { chooseMaxTokens } from './max-tokens.ts';
import { readModelConfig, positionLimit, type ModelConfig } from './model-config.ts';
import { readModelJson } from './model-json.ts';
import { choosePrompts, type Prompts } from './model-prompts.ts';
import { chooseOnnxFile, listModelFiles, relativeToFolder, type OnnxFile } from './onnx-file.ts';
import { publishedUse } from './published-prompts.ts';
import { readSentenceModules, type SentenceModules } from './sentence-modules.ts';

/** How a local bi-encoder is used: the folder's word, overridden by options, filled up from publications. */
export type ModelSettings = {
  readonly folder: string;
  readonly onnx: OnnxFile;
  /** Folder with config.json and tokenizer.json. */
  readonly transformer: string;
  readonly config: ModelConfig;
  readonly modules: SentenceModules;
  /** Null when nobody says: the graph's own sentence embedding then, or the mean. */
  readonly pooling: Pooling | null;
  readonly poolingSource: string;
  readonly poolingByOption: boolean;
  readonly prompts: Prompts;
  readonly maxTokens: number;
  readonly lowerCase: boolean;
  readonly similarity: Similarity;
  readonly notes: readonly string[];
};

const SentenceConfig = z.looseObject({
  prompts: z.record(z.string(), z.string()).nullish(),
  default_prompt_name: z.string().nullish(),
  similarity_fn_name: z.string().nullish(),
});
const LengthConfig = z.looseObject({
  max_seq_length: z.number().positive().nullish(),
  do_lower_case: z.boolean().nullish(),
});
const TokenizerLimit = z.looseObject({ model_max_length: z.number().nullish() });

/** Reads a folder in Hugging Face layout. `hubName` helps to know the family. Throws `invalid-input` or `not-found` with the file and the reason. */
export async function readModelSettings(
  folder: string,
  options: TeacherOptions,
  hubName?: string,
): Promise<ModelSettings> {
  const names = await listModelFiles(folder);
  const modules = await readSentenceModules(folder);
  const config = await readModelConfig(modules.transformer);
  const wish = options.onnxFile === undefined ? undefined : relativeToFolder(folder, options.onnxFile);
  const onnx = chooseOnnxFile(names, wish, folder);
  const sentence = await readModelJson(SentenceConfig, folder, 'config_sentence_transformers.json');
  const length = await readLengthConfig(modules.transformer);
  const tokenizer = await readModelJson(TokenizerLimit, modules.transformer, 'tokenizer_config.json');
  const published = publishedUse([hubName, basename(folder), config._name_or_path]);
  const { prompts, notes: promptNotes } = choosePrompts(
    options,
    { prompts: sentence?.prompts ?? {}, defaultName: sentence?.default_prompt_name ?? null },
    published,
  );
  const { maxTokens, note: lengthNote } = chooseMaxTokens({
    option: options.maxTokens,
    sentence: length?.max_seq_length ?? null,
    tokenizer: tokenizer?.model_max_length ?? null,
    positions: positionLimit(config),
  });
  const similarity = chooseSimilarity(options.similarity, sentence?.similarity_fn_name ?? null);
  return {
    folder,
    onnx,
    transformer: modules.transformer,
    config,
    modules,
    ...choosePooling(options.pooling, modules, published),
    prompts,
    maxTokens,
    lowerCase: length?.do_lower_case ?? false,
    similarity: similarity.value,
    notes: [onnx.note, ...promptNotes, lengthNote, similarity.note],
  };
}

/** Older folders name the file after the architecture (sentence-transformers reads them in this order). */
async function readLengthConfig(folder: string): Promise<z.infer<typeof LengthConfig> | null> {
  for (const kind of ['bert', 'roberta', 'distilbert', 'camembert', 'albert', 'xlm-roberta', 'xlnet']) {
    const found = await readModelJson(LengthConfig, folder, `sentence_${kind}_config.json`);
    if (found) return found;
  }
  return null;
}

function choosePooling(
  option: Pooling | undefined,
  modules: SentenceModules,
  published: ReturnType<typeof publishedUse>,
): Pick<ModelSettings, 'pooling' | 'poolingSource' | 'poolingByOption'> {
  if (option) return { pooling: option, poolingSource: 'option', poolingByOption: true };
  if (modules.pooling) {
    return { pooling: modules.pooling, poolingSource: 'modules.json', poolingByOption: false };
  }
  if (published) {
    const poolingSource = `published for ${published.family}; the folder says none`;
    return { pooling: published.pooling, poolingSource, poolingByOption: false };
  }
  return { pooling: null, poolingSource: 'the folder says none', poolingByOption: false };
}

const similarities: Readonly<Record<string, Similarity>> = {
  cosine: 'cosine',
  dot: 'dot',
  dot_product: 'dot',
  euclidean: 'euclidean',
};

function chooseSimilarity(option: Similarity | undefined, named: string | null) {
  if (option) return { value: option, note: `Similarity: ${option} (option).` };
  if (named === null) return { value: 'cosine' as const, note: 'Similarity: cosine (the folder says none).' };
  const value = similarities[named];
  if (value) return { value, note: `Similarity: ${value} (config_sentence_transformers.json).` };
  throw new AppError(
    'invalid-input',
    `config_sentence_transformers.json asks for ${named} similarity; choose one of cosine, dot, euclidean with --similarity`,
  );
}
