import { AppError } from '../../../../shared/errors.ts';
import type { ModelConfig } from '../onnx/model-config.ts';

/** How the numbers of a pair become its score. */
export type ScoreHead = {
  /** Rounded to float32. */
  readonly score: (logits: Float32Array) => number;
  readonly note: string;
};

/**
 * Reads the head off the model: one logit is the score; of two, the second's lead over the first (the log-odds of "relevant"). A sigmoid only where
 * `config.json` asks for it: it changes no order, and a raw logit does not run into 1. Throws `invalid-input` for other heads.
 */
export function scoreHead(config: ModelConfig, labels: number): ScoreHead {
  const asked =
    config.sentence_transformers?.activation_fn ?? config.sbert_ce_default_activation_function ?? null;
  const activation = asked?.split('.').at(-1) ?? 'Identity';
  if (labels !== 1 && labels !== 2) {
    throw new AppError(
      'invalid-input',
      `this cross-encoder gives ${labels} labels for a pair; one or two are understood`,
    );
  }
  if (activation !== 'Identity' && activation !== 'Sigmoid') {
    throw new AppError(
      'invalid-input',
      `config.json asks for the activation ${asked}; Identity and Sigmoid are carried out here`,
    );
  }
  const raw = (logits: Float32Array): number =>
    labels === 1 ? (logits[0] ?? 0) : (logits[1] ?? 0) - (logits[0] ?? 0);
  const what = labels === 1 ? 'the logit' : 'the second logit minus the first';
  if (activation === 'Sigmoid') {
    return {
      score: (logits) => Math.fround(1 / (1 + Math.exp(-raw(logits)))),
      note: `Score: sigmoid of ${what} (config.json).`,
    };
  }
  const why = asked === null ? 'config.json names no activation' : 'config.json';
  return {
    score: (logits) => Math.fround(raw(logits)),
    note: `Score: ${what}, raw (${why}); it can be negative.`,
  };
}
