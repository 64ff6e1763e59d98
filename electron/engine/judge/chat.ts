import { openaiClient } from '../runtime/openai-client.ts';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Message } from '../../../shared/judge/judge-prompt.ts';
import { NoCompletion, RequestTimeout } from './chat-fault.ts';
import { plainerDialect, richestDialect, type ChatDialect } from './chat-dialect.ts';

/** What came back; nulls are what the server does not say. */
export type ChatAnswer = {
  readonly content: string;
  readonly refusal: string | null;
  readonly finish: string | null;
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
};

export type ChatRequest = {
  readonly messages: readonly Message[];
  /** JSON Schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** With bounds on texts, which OpenAI's form of a schema does not know. */
  readonly boundedSchema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/** A chat model behind an OpenAI-compatible server. */
export type Chat = {
  /** `MODEL at BASE_URL`, for messages. */
  readonly who: string;
  /** Throws `PlainerRequest` where the server only did not understand how it was asked: asking again asks more plainly. */
  readonly ask: (request: ChatRequest) => Promise<ChatAnswer>;
};

export type ChatOptions = {
  readonly baseUrl: string;
  readonly model: string;
  /** Null for servers that want none. Never logged, never stored. */
  readonly apiKey: string | null;
  readonly dialect?: ChatDialect;
  /** Awaited before the next request, so that what was learned is kept even if the process ends then. */
  readonly onDialect?: (dialect: ChatDialect) => Promise<void>;
};

const Usage = z.object({
  prompt_tokens: z.int().nonnegative().nullish(),
  completion_tokens: z.int().nonnegative().nullish(),
});
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: Usage.nullish().catch(null),
});

/** The server did not understand the request as it was put. */
export class PlainerRequest extends Error {
  constructor() {
    super('asked again in a plainer form');
    this.name = 'PlainerRequest';
  }
}

/** Asks one request at a time and tells what came; retries, limits and verdicts are the caller's. */
export function createChat(options: ChatOptions): Chat {
  const { baseUrl, model, apiKey } = options;
  const client = openaiClient({ baseUrl, apiKey });
  let dialect = options.dialect ?? richestDialect;

  function bodyOf(request: ChatRequest): ChatCompletionCreateParamsNonStreaming {
    return {
      model,
      messages: request.messages.map(({ role, content }) => ({ role, content })),
      ...(dialect.temperature ? { temperature: 0 } : {}),
      [dialect.limit]: request.maxTokens,
      ...formatOf(dialect, request),
    };
  }

  return {
    who: `${model} at ${baseUrl}`,
    async ask(request) {
      const used = dialect;
      let asked: unknown;
      try {
        asked = await withTimeout(request, (signal) =>
          client.chat.completions.create(bodyOf(request), { signal, timeout: request.timeoutMs }),
        );
      } catch (error) {
        const next = plainerDialect(error, used);
        if (next === null) throw error;
        // Requests that were under way together are refused together: one step is enough.
        if (dialect === used) {
          dialect = next;
          await options.onDialect?.(next);
        }
        throw new PlainerRequest();
      }
      const parsed = Completion.safeParse(asked);
      const [choice] = parsed.success ? parsed.data.choices : [];
      // A body that is JSON but no completion is the server's malformed answer, like one that is no JSON.
      if (!parsed.success || choice === undefined) throw new NoCompletion(asked);
      return {
        content: choice.message.content ?? '',
        refusal: choice.message.refusal ?? null,
        finish: choice.finish_reason ?? null,
        tokensIn: parsed.data.usage?.prompt_tokens ?? null,
        tokensOut: parsed.data.usage?.completion_tokens ?? null,
      };
    },
  };
}

/** The client's own limit ends with the headers; this one holds for the whole answer. */
async function withTimeout<T>(
  { signal, timeoutMs }: ChatRequest,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new AppError('cancelled', 'cancelled');
  const controller = new AbortController();
  let late = false;
  let waiting: NodeJS.Immediate | undefined;
  const abort = (): void => controller.abort();
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => {
    // An answer that came while this process was busy is taken first: it has been paid for.
    waiting = setImmediate(() => {
      late = true;
      controller.abort();
    });
  }, timeoutMs);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'cancelled');
    if (late) throw new RequestTimeout(timeoutMs);
    throw error;
  } finally {
    clearTimeout(timer);
    clearImmediate(waiting);
    signal.removeEventListener('abort', abort);
  }
}

function formatOf(
  { format }: ChatDialect,
  { schema, boundedSchema }: ChatRequest,
): Pick<ChatCompletionCreateParamsNonStreaming, 'response_format'> {
  switch (format) {
    case 'text':
      return {};
    case 'json_object':
      return { response_format: { type: 'json_object' } };
    case 'json_object_schema': {
      // A field that the client's types do not know.
      const withSchema = { type: 'json_object' as const, schema: { ...boundedSchema } };
      return { response_format: withSchema };
    }
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'judgement', strict: true, schema: { ...schema } },
        },
      };
  }
}
