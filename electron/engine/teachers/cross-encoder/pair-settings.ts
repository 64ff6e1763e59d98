import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import { AppError } from '../../../../shared/errors.ts';
import { fileHash } from '../onnx/file-hash.ts';
import { chooseMaxTokens } from '../onnx/max-tokens.ts';
import { positionLimit, readModelConfig, type ModelConfig } from '../onnx/model-config.ts';
import { readModelJson } from '../onnx/model-json.ts';
import { chooseOnnxFile, listModelFiles, relativeToFolder, type OnnxFile } from '../onnx/onnx-file.ts';

/** How a cross-encoder's folder is used. */
export type PairSettings = {
  readonly folder: string;
  readonly config: ModelConfig;
  readonly onnx: OnnxFile;
  readonly maxTokens: number;
  readonly prompts: { readonly query: string; readonly document: string };
  readonly notes: readonly string[];
};

const TokenizerLimit = z.looseObject({ model_max_length: z.number().nullish() });

/** Raise when the same model and settings would give other scores than before. */
const scoringVersion = 1;

/** Reads a cross-encoder in Hugging Face layout. Throws `invalid-input` for options that mean nothing to it. */
export async function readPairSettings(folder: string, options: TeacherOptions): Promise<PairSettings> {
  const meaningless = (['pooling', 'similarity'] as const).find((name) => options[name] !== undefined);
  if (meaningless) {
    throw new AppError(
      'wrong-usage',
      `--${meaningless} has no meaning for a cross-encoder: it gives scores, not vectors`,
    );
  }
  const config = await readModelConfig(folder);
  const wish = options.onnxFile === undefined ? undefined : relativeToFolder(folder, options.onnxFile);
  const onnx = chooseOnnxFile(await listModelFiles(folder), wish, folder);
  const tokenizer = await readModelJson(TokenizerLimit, folder, 'tokenizer_config.json');
  const { maxTokens, note } = chooseMaxTokens({
    option: options.maxTokens,
    sentence: null,
    tokenizer: tokenizer?.model_max_length ?? null,
    positions: positionLimit(config),
  });
  const prompts = { query: options.queryPrompt ?? '', document: options.documentPrompt ?? '' };
  const pairs = note
    .replace('Texts', 'Pairs')
    .replace('special ones included', 'the longer side first, special ones included');
  return { folder, config, onnx, maxTokens, prompts, notes: [onnx.note, pairs] };
}

/** SHA-256 of everything that changes the score of a pair. */
export async function pairFingerprint(settings: PairSettings, cacheFolder: string): Promise<string> {
  const hash = (name: string): Promise<string> => fileHash(join(settings.folder, name), cacheFolder);
  const parts = {
    scoringVersion,
    weights: await Promise.all([settings.onnx.name, ...settings.onnx.externalData].map(hash)),
    tokenizer: await hash('tokenizer.json'),
    tokenizerConfig: await hash('tokenizer_config.json').catch(() => null),
    // The activation stands here.
    config: await hash('config.json'),
    maxTokens: settings.maxTokens,
    prompts: settings.prompts,
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
