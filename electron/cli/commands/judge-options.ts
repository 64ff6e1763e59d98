import type { Command } from 'commander';
import { z } from 'zod';
import { JudgeTargets } from '../../../shared/ipc/judge-request.ts';
import { sliderNames } from '../../../shared/tuning/slider.ts';
import { choiceOption, numberOption, textOption } from '../options/options.ts';
import { decimalWithin, wholeNumber } from '../options/parse-number.ts';

export const prompts = ['binary', 'umbrela', 'preference', 'custom'] as const;

/** The options of `judge` and `judge-probe` that say who judges and how hard the server is asked. */
export const JudgeOptions = z.object({
  run: z.string(),
  endpoint: z.string(),
  model: z.string(),
  apiKeyEnv: z.string().optional(),
  prompt: z.enum(prompts).default('binary'),
  template: z.string().optional(),
  scale: z.enum(['binary', 'umbrela']).optional(),
  concurrency: z.number().optional(),
  timeout: z.number().optional(),
  tries: z.number().optional(),
  maxCharacters: z.number().optional(),
  maxCalls: z.number().optional(),
  maxTokens: z.number().optional(),
  maxCost: z.number().optional(),
  priceIn: z.number().optional(),
  priceOut: z.number().optional(),
  seed: z.number().optional(),
});
export type JudgeOptions = z.infer<typeof JudgeOptions>;

/** The options of `judge` alone. */
export const JudgeRunOptions = JudgeOptions.extend({
  what: JudgeTargets.optional(),
  pairs: z.string().optional(),
  slider: z.enum(sliderNames).optional(),
  grid: z.array(z.number()).optional(),
  at: z.number().optional(),
  limit: z.number().optional(),
  estimate: z.boolean().default(false),
  retryFailed: z.boolean().default(false),
  probe: z.literal(true).optional(),
});
export type JudgeRunOptions = z.infer<typeof JudgeRunOptions>;

/** Gives a command the options of `JudgeOptions`. */
export function addJudgeOptions(command: Command): Command {
  return command
    .addOption(textOption('--run <RUN>', 'whose pairs').makeOptionMandatory())
    .addOption(
      textOption(
        '--endpoint <URL>',
        'base URL of an OpenAI-compatible server, or openai, ollama, llama.cpp, vllm, lm-studio',
      ).makeOptionMandatory(),
    )
    .addOption(textOption('--model <M>', 'which model there').makeOptionMandatory())
    .addOption(
      textOption('--api-key-env <VAR>', 'environment variable that holds the key (default: OPENAI_API_KEY)'),
    )
    .addOption(choiceOption('--prompt <P>', 'how it is asked (default: binary)', prompts))
    .addOption(
      textOption('--template <FILE>', 'the prompt, with {query}, {document}, {positive}: for custom'),
    )
    .addOption(choiceOption('--scale <S>', 'what custom asks for (default: binary)', ['binary', 'umbrela']))
    .addOption(
      numberOption('--concurrency <N>', 'most requests at a time (default: 32)', wholeNumber(1, 1_000)),
    )
    .addOption(
      numberOption('--timeout <S>', 'seconds for a request (default: 120)', decimalWithin(0, 3_600, true)),
    )
    .addOption(numberOption('--tries <N>', 'tries of a question in all (default: 6)', wholeNumber(1, 20)))
    .addOption(
      numberOption(
        '--max-characters <N>',
        'of a document, the rest is not shown (default: 12000)',
        wholeNumber(1),
      ),
    )
    .addOption(numberOption('--max-calls <N>', 'hard budget in requests', wholeNumber(0)))
    .addOption(numberOption('--max-tokens <N>', 'hard budget in tokens, in and out', wholeNumber(0)))
    .addOption(
      numberOption('--max-cost <C>', 'hard budget in money; needs both prices', decimalWithin(0, Infinity)),
    )
    .addOption(numberOption('--price-in <C>', 'price of a million tokens sent', decimalWithin(0, Infinity)))
    .addOption(
      numberOption('--price-out <C>', 'price of a million tokens received', decimalWithin(0, Infinity)),
    )
    .addOption(numberOption('--seed <S>', 'of the draw (default: 0)', wholeNumber(0)));
}
