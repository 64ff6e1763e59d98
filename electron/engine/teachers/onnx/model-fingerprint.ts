import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileHash } from './file-hash.ts';
import type { ModelSettings } from './model-settings.ts';

/** Raise when the same model and settings would give other vectors than before. */
const encodingVersion = 1;

/** SHA-256 of everything that changes a vector: weights, tokenizer, pooling, normalisation, prompts, limits, similarity. Not the device, not the folder's name. */
export async function modelFingerprint(settings: ModelSettings, cacheFolder: string): Promise<string> {
  const hash = (...path: readonly string[]): Promise<string> => fileHash(join(...path), cacheFolder);
  const weights = [settings.onnx.name, ...settings.onnx.externalData];
  const { modules } = settings;
  const parts = {
    encodingVersion,
    weights: await Promise.all(weights.map((name) => hash(settings.folder, name))),
    tokenizer: await hash(settings.transformer, 'tokenizer.json'),
    // Which side is padded or cut, and which tokens are added, stand here.
    tokenizerConfig: await hash(settings.transformer, 'tokenizer_config.json').catch(() => null),
    pooling: settings.pooling,
    byOption: settings.poolingByOption,
    includePrompt: modules.includePrompt,
    unsupported: modules.unsupported,
    normalise: modules.normalise,
    prompts: settings.prompts,
    maxTokens: settings.maxTokens,
    lowerCase: settings.lowerCase,
    similarity: settings.similarity,
  };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
