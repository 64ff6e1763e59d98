import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { JudgeChoice, JudgeLimits } from '../../../shared/ipc/judge-request.ts';
import type { JudgePrompt } from '../../../shared/judge/judge-prompt.ts';
import { judgeName, promptOf } from '../../../shared/judge/prompt-choice.ts';
import type { Logger } from '../log.ts';
import { readJson, writeWhole } from '../teachers/onnx/file-hash.ts';
import { usualRetries, type RetryLimits } from '../teachers/endpoint/with-retries.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { baseUrlOf } from './base-url.ts';
import { createChat, type Chat } from './chat.ts';
import { answerFormats, type ChatDialect } from './chat-dialect.ts';
import { createJudgeBudget, type JudgeBudget } from './judge-budget.ts';
import type { Judge } from './judgement-row.ts';
import { createOutage, type Outage } from './outage.ts';
import { createRequestGate, type RequestGate } from './request-gate.ts';

/** One judge at work: how it is asked, how fast, and what that may cost. */
export type JudgeSession = {
  readonly judge: Judge;
  readonly prompt: JudgePrompt;
  /** JSON Schema of the prompt's answers. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The same with a bound on every text, where the server can hold a model to one: a small model would go on and on. */
  readonly boundedSchema: Readonly<Record<string, unknown>>;
  readonly chat: Chat;
  readonly apiKey: string | null;
  readonly gate: RequestGate;
  readonly outage: Outage;
  readonly budget: JudgeBudget;
  readonly retries: RetryLimits;
  readonly timeoutMs: number;
  readonly log: Logger;
};

/** Characters of a reason; one or two sentences are asked for. */
const longestAskedReason = 500;

/** Starts a judge. Throws `wrong-usage` for an address, a template or a budget that cannot be. Sends nothing. */
export async function openJudgeSession(
  workspace: Workspace,
  choice: JudgeChoice,
  limits: JudgeLimits,
  log: Logger,
): Promise<JudgeSession> {
  const prompt = promptOf(choice.prompt);
  const baseUrl = baseUrlOf(choice.endpoint);
  const { model, apiKey = null } = choice;
  const prices = { in: limits.priceIn ?? null, out: limits.priceOut ?? null };
  if (limits.maxCost !== undefined && (prices.in === null || prices.out === null)) {
    throw new AppError('wrong-usage', 'a budget in money needs both prices, for a million tokens in and out');
  }
  const dialects = dialectFile(workspace, baseUrl, model);
  const dialect = Dialect.safeParse(await readJson(dialects));
  // One after another: of two refusals found at once, the later one is what counts.
  let written = Promise.resolve();
  return {
    judge: { name: judgeName(model, prompt), model, endpoint: baseUrl, prompt: prompt.version },
    prompt,
    schema: z.toJSONSchema(prompt.schema),
    boundedSchema: z.toJSONSchema(prompt.schema, {
      override({ jsonSchema }) {
        if (jsonSchema.type === 'string' && jsonSchema.enum === undefined) {
          jsonSchema.maxLength = longestAskedReason;
        }
      },
    }),
    chat: createChat({
      baseUrl,
      model,
      apiKey,
      ...(dialect.success ? { dialect: dialect.data } : {}),
      onDialect(found) {
        log.info('judge.dialect', { ...found });
        if (workspace.readOnly) return written;
        written = written.then(() => writeWhole(dialects, `${JSON.stringify(found)}\n`)).catch(() => {});
        return written;
      },
    }),
    apiKey,
    gate: createRequestGate(limits.concurrency),
    outage: createOutage(),
    budget: createJudgeBudget(
      {
        calls: limits.maxCalls ?? null,
        tokens: limits.maxTokens ?? null,
        money: limits.maxCost ?? null,
      },
      prices,
    ),
    retries: { ...usualRetries, tries: limits.tries },
    timeoutMs: limits.timeoutSeconds * 1000,
    log,
  };
}

const Dialect: z.ZodType<ChatDialect> = z.object({
  format: z.enum(answerFormats),
  temperature: z.boolean(),
  limit: z.enum(['max_tokens', 'max_completion_tokens']),
});

/** What a server understands is found out once. */
function dialectFile(workspace: Workspace, baseUrl: string, model: string): string {
  const key = createHash('sha256')
    .update(JSON.stringify([baseUrl, model]))
    .digest('hex')
    .slice(0, 16);
  return workspace.file('endpoints', `judge-${key}.json`);
}
