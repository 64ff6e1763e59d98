import type { ModelSession } from '../../runtime/model-session.ts';
import { openOnBestDevice } from '../../runtime/execution-provider.ts';
import type { ProviderName } from '../../runtime/own-session.ts';
import type { Surroundings } from '../../surroundings.ts';
import type { Encoder, Side } from '../encoder.ts';
import type { ModelSettings } from './model-settings.ts';
import { modelFiles } from './onnx-file.ts';
import { paddedBatch } from './padded-batch.ts';
import { runTextModel, type OutputUse } from './text-model.ts';
import { openTextTokenizer, type TextTokenizer } from './text-tokenizer.ts';
import { createTokenCache } from './token-cache.ts';

/** Tokens in a batch. Two CPU cores spend a tenth less on 256 to 512 than on 1,024 (the caches hold them), and memory stays small; a GPU wants thousands. */
const batchTokens: Readonly<Record<ProviderName, number>> = {
  cpu: 512,
  cuda: 16_384,
  webgpu: 8192,
  dml: 8192,
  coreml: 4096,
};

/** What the device's trial is made of: a short text, a long one, one that is not English; as a batch they need padding. */
const probeTexts = [
  'margin',
  'A hard negative is a passage that a retriever ranks high although it does not answer the query. '.repeat(
    4,
  ),
  'Größe, мир, 数据',
];

/** A local model, opened: tokenises, runs, pools. The caller closes it. Throws `AppError` when tokenizer, graph or device cannot be used. */
export async function openOnnxEncoder(
  settings: ModelSettings,
  use: OutputUse,
  surroundings: Surroundings,
): Promise<Encoder> {
  const tokenizer = await openTextTokenizer(settings.transformer, settings.config.pad_token_id ?? null);
  const tokenise = tokeniserOf(settings, tokenizer);
  const run = (session: ModelSession, ids: readonly Int32Array[], skip: number) =>
    runTextModel(session, use, paddedBatch(tokenizer, ids), skip);
  const { session, provider, atOnce, device, deviceReason } = await openOnBestDevice(
    modelFiles(settings),
    surroundings,
    (candidate) => run(candidate, probeTexts.map(tokenise), 0),
  );
  const cache = createTokenCache(tokenise);
  const skip = promptTokens(settings, tokenizer);
  return {
    encode: async (texts, side, signal) => {
      signal.throwIfAborted();
      const { rows, width } = await run(session, texts.map(cache.take), skip[side]);
      return { rows, dimensions: width };
    },
    cost: (text) => cache.look(text).length,
    batchCost: batchTokens[provider],
    maxBatchTexts: 512,
    // While a thread of the model computes one batch, its next is made ready here and its last is written.
    concurrency: 2 * atOnce,
    device,
    deviceReason,
    close: () => session.release(),
  };
}

/** Text to the ids the model is fed with. */
export function tokeniserOf(
  settings: Pick<ModelSettings, 'lowerCase' | 'maxTokens'>,
  tokenizer: TextTokenizer,
): (text: string) => Int32Array {
  return (text) => tokenizer.encode(settings.lowerCase ? text.toLowerCase() : text, settings.maxTokens);
}

/** How many first tokens each side's prompt takes, with the special ones before it; 0 where the prompt counts like any text. */
function promptTokens(settings: ModelSettings, tokenizer: TextTokenizer): Readonly<Record<Side, number>> {
  const count = (prompt: string): number =>
    settings.modules.includePrompt || prompt === ''
      ? 0
      : tokenizer.special.prefix.length + tokenizer.plain(prompt, settings.maxTokens).length;
  return { documents: count(settings.prompts.document), queries: count(settings.prompts.query) };
}
