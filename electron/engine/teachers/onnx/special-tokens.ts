import type { Tokenizer } from '@huggingface/tokenizers';

/** What the tokenizer's template puts around one text, and around a pair. */
export type SpecialTokens = {
  readonly prefix: readonly number[];
  readonly suffix: readonly number[];
  readonly pair: {
    readonly prefix: readonly number[];
    readonly middle: readonly number[];
    readonly suffix: readonly number[];
    /** Segment (0 or 1) of token `j` of part `i`: prefix, first, middle, second, suffix. */
    readonly typeOf: (part: number, j: number) => number;
  };
};

// Not in any vocabulary: they only mark the places of the texts.
const first = '\u0000first';
const second = '\u0000second';

/**
 * Asks the post-processor once, with place holders, instead of running it for every text: so a text can be cut
 * before its special tokens are put around it. `addedEnd` is the end token that `add_eos_token` asks for, where the template has none.
 */
export function specialTokens(tokenizer: Tokenizer, addedEnd: number | null): SpecialTokens {
  const single = placed(tokenizer, [first]);
  const double = placed(tokenizer, [first], [second]);
  const at = single.tokens.indexOf(first);
  const a = double.tokens.indexOf(first);
  const b = double.tokens.indexOf(second);
  const ids = (tokens: readonly string[]): readonly number[] =>
    tokens.map((token) => tokenizer.token_to_id(token)).filter((id) => id !== undefined);
  const suffix = ids(single.tokens.slice(at + 1));
  const starts = [0, a, a + 1, b, b + 1];
  return {
    prefix: ids(single.tokens.slice(0, at)),
    suffix: addedEnd !== null && suffix.at(-1) !== addedEnd ? [...suffix, addedEnd] : suffix,
    pair: {
      prefix: ids(double.tokens.slice(0, a)),
      middle: ids(double.tokens.slice(a + 1, b)),
      suffix: ids(double.tokens.slice(b + 1)),
      typeOf: (part, j) => {
        const start = starts[part] ?? 0;
        return double.types[part === 1 || part === 3 ? start : start + j] ?? 0;
      },
    },
  };
}

type Placed = { readonly tokens: readonly string[]; readonly types: readonly number[] };

function placed(tokenizer: Tokenizer, one: string[], two: string[] | null = null): Placed {
  const bare = [...one, ...(two ?? [])];
  const answer = tokenizer.post_processor?.post_process(one, two, true);
  const tokens = answer?.tokens ?? bare;
  // Some processors (byte-level ones) drop the second text: then the two just follow each other.
  if (bare.some((mark) => !tokens.includes(mark))) return { tokens: bare, types: bare.map(() => 0) };
  return { tokens, types: answer?.token_type_ids ?? tokens.map(() => 0) };
}
