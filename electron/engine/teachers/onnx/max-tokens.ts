import { AppError } from '../../../../shared/errors.ts';

export type TokenLimits = {
  readonly option: number | undefined;
  /** `max_seq_length` of `sentence_bert_config.json`. */
  readonly sentence: number | null;
  /** `model_max_length` of `tokenizer_config.json`; huge when it means "no limit". */
  readonly tokenizer: number | null;
  /** What the model's positions allow. */
  readonly positions: number | null;
};

/**
 * The most tokens of a text, special ones included. The truncation in `tokenizer.json` does not count: it is how the file was last used.
 * Throws `invalid-input` when the option asks for more than the positions allow.
 */
export function chooseMaxTokens(limits: TokenLimits): { readonly maxTokens: number; readonly note: string } {
  const { option, sentence, positions } = limits;
  const tokenizer = limits.tokenizer !== null && limits.tokenizer < 1e9 ? limits.tokenizer : null;
  const told = (maxTokens: number, from: string) => ({
    maxTokens,
    note: `Texts are cut at ${maxTokens} tokens, special ones included (${from}).`,
  });
  if (option !== undefined) {
    if (positions !== null && option > positions) {
      throw new AppError(
        'invalid-input',
        `--max-tokens ${option}: this model has positions for ${positions}`,
      );
    }
    return told(option, 'option');
  }
  if (sentence !== null) {
    return positions !== null && sentence > positions
      ? told(positions, `its positions; max_seq_length says ${sentence}`)
      : told(sentence, 'max_seq_length');
  }
  if (tokenizer !== null && (positions === null || tokenizer <= positions)) {
    return told(tokenizer, 'model_max_length');
  }
  if (positions !== null) return told(positions, 'max_position_embeddings');
  return told(512, 'nothing says how many, so 512');
}
