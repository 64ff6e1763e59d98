import { Tokenizer } from '@huggingface/tokenizers';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import { readModelJson } from './model-json.ts';
import { specialTokens, type SpecialTokens } from './special-tokens.ts';

const Token = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const TokenizerConfig = z.looseObject({
  padding_side: z.enum(['left', 'right']).nullish(),
  truncation_side: z.enum(['left', 'right']).nullish(),
  pad_token: Token,
  eos_token: Token,
  add_eos_token: z.boolean().nullish(),
  tokenizer_class: z.string().nullish(),
});
const TokenizerFile = z.looseObject({
  padding: z.looseObject({ direction: z.string().nullish(), pad_id: z.number().nullish() }).nullish(),
});

/** Token ids of one text (and of which segment each is, for pairs). */
export type Tokens = { readonly ids: Int32Array; readonly types: Uint8Array | null };

export type TextTokenizer = {
  /** Ids with the special tokens, cut to `maxTokens`; lone surrogates and empty texts are safe. */
  readonly encode: (text: string, maxTokens: number) => Int32Array;
  /** A pair as the model's template has it, the longer side cut first (`longest_first`). */
  readonly encodePair: (first: readonly number[], second: readonly number[], maxTokens: number) => Tokens;
  /** Ids of a text without special tokens, at least the first `enough` when there are that many. */
  readonly plain: (text: string, enough: number) => readonly number[];
  readonly special: SpecialTokens;
  readonly padId: number;
  readonly paddingSide: 'left' | 'right';
};

/**
 * Opens `tokenizer.json`. Its own truncation and padding are ignored (they are how the file was last used);
 * the side of padding comes from `tokenizer_config.json`. Throws `invalid-input` when the file is absent or of a kind that is not known.
 */
export async function openTextTokenizer(
  folder: string,
  fallbackPadId: number | null,
): Promise<TextTokenizer> {
  const file = await readModelJson(TokenizerFile, folder, 'tokenizer.json');
  if (!file) {
    throw new AppError(
      'invalid-input',
      `${folder} has no tokenizer.json; save the model's "fast" tokenizer there`,
    );
  }
  const config = (await readModelJson(TokenizerConfig, folder, 'tokenizer_config.json')) ?? {};
  const tokenizer = build(folder, file, config);
  const id = (token: z.infer<typeof Token>): number | null => {
    const content = typeof token === 'string' ? token : token?.content;
    return content === undefined ? null : (tokenizer.token_to_id(content) ?? null);
  };
  const special = specialTokens(tokenizer, config.add_eos_token === true ? id(config.eos_token) : null);
  const cutLeft = config.truncation_side === 'left';
  const cut = (ids: readonly number[], room: number): readonly number[] => {
    if (ids.length <= room) return ids;
    return cutLeft ? ids.slice(ids.length - Math.max(room, 0)) : ids.slice(0, Math.max(room, 0));
  };
  const plain = (text: string, enough: number): readonly number[] =>
    cutLeft ? idsOf(tokenizer, text) : firstIds(tokenizer, text, enough);

  return {
    special,
    padId: id(config.pad_token) ?? file.padding?.pad_id ?? fallbackPadId ?? 0,
    paddingSide: config.padding_side ?? (file.padding?.direction === 'Left' ? 'left' : 'right'),
    plain,
    encode: (text, maxTokens) => {
      const { prefix, suffix } = special;
      const room = maxTokens - prefix.length - suffix.length;
      return Int32Array.from([...prefix, ...cut(plain(text, room), room), ...suffix]);
    },
    encodePair: (first, second, maxTokens) => {
      const { pair } = special;
      const room = maxTokens - pair.prefix.length - pair.middle.length - pair.suffix.length;
      const [a, b] = longestFirst(first.length, second.length, Math.max(room, 0));
      const parts = [pair.prefix, cut(first, a), pair.middle, cut(second, b), pair.suffix];
      const types = parts.flatMap((part, i) => part.map((_, j) => pair.typeOf(i, j)));
      return { ids: Int32Array.from(parts.flat()), types: Uint8Array.from(types) };
    },
  };
}

/** How much of each side stays so that `room` tokens are left: the longer side is cut first, an odd token is the longer side's (as Hugging Face's `longest_first`). */
export function longestFirst(first: number, second: number, room: number): readonly [number, number] {
  if (first + second <= room) return [first, second];
  const half = Math.floor(room / 2);
  const shorter = Math.min(first, second, half);
  return first > second ? [room - shorter, shorter] : [shorter, room - shorter];
}

function build(folder: string, file: object, config: object): Tokenizer {
  try {
    return new Tokenizer(file, config);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('invalid-input', `${join(folder, 'tokenizer.json')} cannot be used: ${reason}`, {
      cause,
    });
  }
}

function idsOf(tokenizer: Tokenizer, text: string): readonly number[] {
  const { ids } = tokenizer.encode(text, { add_special_tokens: false });
  return ids;
}

/**
 * A text of megabytes is not read to its end for its first 256 tokens: the beginning is taken, up to a white space, and doubled
 * until it gives more than enough. The last few tokens before the cut are not trusted.
 */
function firstIds(tokenizer: Tokenizer, text: string, enough: number): readonly number[] {
  const distrusted = 16;
  for (let length = 64 * (Math.max(enough, 0) + distrusted); length < text.length; length *= 2) {
    const space = text.slice(0, length).search(/\s\S*$/u);
    if (space <= 0) continue;
    const ids = idsOf(tokenizer, text.slice(0, space));
    if (ids.length >= enough + distrusted) return ids;
  }
  return idsOf(tokenizer, text);
}
