import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { readModelJson } from './model-json.ts';

const Config = z.looseObject({
  _name_or_path: z.string().optional(),
  architectures: z.array(z.string()).nullish(),
  model_type: z.string().optional(),
  hidden_size: z.number().nullish(),
  max_position_embeddings: z.number().nullish(),
  pad_token_id: z.number().nullish(),
  num_labels: z.number().nullish(),
  id2label: z.record(z.string(), z.unknown()).nullish(),
  sentence_transformers: z.looseObject({ activation_fn: z.string().nullish() }).nullish(),
  sbert_ce_default_activation_function: z.string().nullish(),
});
/** What is read of `config.json`. */
export type ModelConfig = z.infer<typeof Config>;

/** `config.json` of the transformer. Throws `invalid-input` when it is not there: then this is no model's folder. */
export async function readModelConfig(folder: string): Promise<ModelConfig> {
  const config = await readModelJson(Config, folder, 'config.json');
  if (config) return config;
  throw new AppError(
    'invalid-input',
    `${folder} has no config.json; a model's folder has config.json, tokenizer.json and an .onnx file (Hugging Face layout)`,
  );
}

/** Position tables that keep their first rows for padding (fairseq's habit): two positions fewer than the table is long. */
const offsetPositions = new Set([
  'roberta',
  'xlm-roberta',
  'xlm-roberta-xl',
  'camembert',
  'mpnet',
  'longformer',
]);

/** The most tokens that the model's positions allow, special tokens included; null when the config does not say. */
export function positionLimit(config: ModelConfig): number | null {
  const positions = config.max_position_embeddings ?? null;
  if (positions === null || positions <= 0) return null;
  return offsetPositions.has(config.model_type ?? '') ? positions - 2 : positions;
}
