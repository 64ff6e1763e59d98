import { z } from 'zod';
import { binaryPrompt } from './binary-prompt.ts';
import { customPrompt } from './custom-prompt.ts';
import type { JudgePrompt } from './judge-prompt.ts';
import { preferencePrompt } from './preference-prompt.ts';
import { umbrelaPrompt } from './umbrela-prompt.ts';

/** Which prompt judges, as it crosses a process boundary. */
export const PromptChoice = z.discriminatedUnion('name', [
  z.object({ name: z.enum(['binary', 'umbrela', 'preference']) }),
  z.object({
    name: z.literal('custom'),
    template: z.string().min(1).max(20_000),
    scale: z.enum(['binary', 'umbrela']).default('binary'),
  }),
]);
export type PromptChoice = z.infer<typeof PromptChoice>;

const builtIn = { binary: binaryPrompt, umbrela: umbrelaPrompt, preference: preferencePrompt };

/** The prompt that was chosen. Throws `wrong-usage` for a template without its places. */
export function promptOf(choice: PromptChoice): JudgePrompt {
  return choice.name === 'custom' ? customPrompt(choice.template, choice.scale) : builtIn[choice.name];
}

/** Who judges, as judgements name it: the model and the version of the prompt. */
export function judgeName(model: string, prompt: Pick<JudgePrompt, 'version'>): string {
  return `${model} ${prompt.version}`;
}
