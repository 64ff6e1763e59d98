import type { Tensor } from 'onnxruntime-node';
import type { ModelSession } from '../../runtime/model-session.ts';
import { AppError } from '../../../../shared/errors.ts';
import { decodeFloat16 } from '../../npy/float16.ts';

/** Which output of the graph is read: a vector for each token (then pooled), or one for each text. */
export type ChosenOutput = {
  readonly name: string;
  readonly level: 'tokens' | 'sentence';
  readonly note: string;
};

/** What is known of a graph's output without running it; `rank` is null when the file does not say. */
export type OutputFacts = { readonly name: string; readonly rank: number | null };

const tokenNames = ['token_embeddings', 'last_hidden_state'];
/** Outputs that are no embeddings, whatever their shape. */
const noVectors = ['pooler_output', 'logits'];
const sentenceNames = ['sentence_embedding', 'embeddings', 'embedding'];

/**
 * Chooses the output. When the pooling is known, the tokens' vectors, so that it counts; when it is not, or when the folder asks for
 * modules that only a whole graph can hold, the graph's own sentence embedding. Throws `invalid-input` when neither is there.
 */
export function chooseOutput(
  outputs: readonly OutputFacts[],
  pooling: { readonly known: boolean; readonly byOption: boolean; readonly unsupported: readonly string[] },
): ChosenOutput {
  const named = (names: readonly string[], rank: number): OutputFacts | undefined =>
    names
      .map((name) => outputs.find((output) => output.name === name))
      .find((found) => found !== undefined) ??
    outputs.find((output) => output.rank === rank && !noVectors.includes(output.name));
  const tokens = named(tokenNames, 3);
  const sentence = named(sentenceNames, 2);
  const list = outputs.map((output) => output.name).join(', ');
  const among = outputs.length > 1 ? `, of ${list}` : '';
  if (pooling.unsupported.length > 0) {
    const modules = pooling.unsupported.join(' and ');
    if (sentence && !pooling.byOption) {
      return told(sentence, 'sentence', `it has the ${modules} of modules.json inside${among}`);
    }
    throw new AppError(
      'invalid-input',
      `modules.json asks for ${modules}, which is not carried out here, and the graph gives no sentence_embedding (only ${list}); export the whole model with: optimum-cli export onnx --library sentence_transformers`,
    );
  }
  if (tokens && (pooling.known || !sentence))
    return told(tokens, 'tokens', `a vector for each token${among}`);
  if (sentence && !pooling.byOption) return told(sentence, 'sentence', `pooled by the graph${among}`);
  if (tokens === undefined && sentence === undefined && outputs.some(({ name }) => name === 'logits')) {
    throw new AppError(
      'invalid-input',
      'the graph gives logits, as classifiers, rerankers and language models do, and no vectors of texts; a reranker is added as cross-encoder:FOLDER?from=NAME, beside a teacher whose pool it rescores',
    );
  }
  throw new AppError(
    'invalid-input',
    sentence
      ? `the graph gives only ${list}, already pooled: --pooling cannot be chosen for it`
      : `the graph has no output with vectors; it has ${list}`,
  );
}

function told(output: OutputFacts, level: ChosenOutput['level'], why: string): ChosenOutput {
  return { name: output.name, level, note: `Output: ${output.name} (${why}).` };
}

/** Outputs of a session with their rank. */
export function outputFacts(session: ModelSession): readonly OutputFacts[] {
  return session.outputMetadata.map((meta) => ({
    name: meta.name,
    rank: meta.isTensor && meta.shape.length > 0 ? meta.shape.length : null,
  }));
}

/** A tensor's numbers as float32: float32 as it is, float16 widened, float64 rounded, integers converted. */
export function toFloat32(tensor: Tensor): Float32Array {
  const { data } = tensor;
  if (data instanceof Float32Array) return data;
  if (tensor.type === 'float16' && data instanceof Uint16Array) {
    const wide = new Float32Array(data.length);
    decodeFloat16(data, wide);
    return wide;
  }
  if (Array.isArray(data)) throw new AppError('invalid-input', 'the graph gives texts, not numbers');
  return Float32Array.from(data, Number);
}
