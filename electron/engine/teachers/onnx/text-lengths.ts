import type { TextLengths } from '../teacher.ts';
import type { ModelSettings } from './model-settings.ts';
import { openTextTokenizer, type TextTokenizer } from './text-tokenizer.ts';

/** Counting goes on to this many times the limit: enough to say how much is lost. */
const countedLimits = 4;

/** Counts the tokens of documents as the model is fed with them (prompt and special tokens included), uncut. The tokenizer is opened once. */
export function textLengths(settings: ModelSettings): (texts: readonly string[]) => Promise<TextLengths> {
  let opened: Promise<TextTokenizer> | null = null;
  return async (texts) => {
    opened ??= openTextTokenizer(settings.transformer, settings.config.pad_token_id ?? null);
    const tokenizer = await opened;
    const enough = settings.maxTokens * countedLimits;
    const count = (text: string): number => {
      const fed = settings.prompts.document + text;
      return tokenizer.encode(settings.lowerCase ? fed.toLowerCase() : fed, enough).length;
    };
    return { tokens: texts.map(count), limit: settings.maxTokens };
  };
}
