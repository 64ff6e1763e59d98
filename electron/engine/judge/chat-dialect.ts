import { APIError } from 'openai';

/**
 * How an answer's form is asked for, from the most exact to the plainest: OpenAI's schema, llama.cpp's (a JSON object with a schema beside
 * it), some JSON object, and nothing at all.
 */
export const answerFormats = ['json_schema', 'json_object_schema', 'json_object', 'text'] as const;

/** What a server understands; found out by its refusals, from the most exact to the plainest. */
export type ChatDialect = {
  readonly format: (typeof answerFormats)[number];
  /** Some models take no temperature but their own. */
  readonly temperature: boolean;
  readonly limit: 'max_tokens' | 'max_completion_tokens';
};

export const richestDialect: ChatDialect = {
  format: 'json_schema',
  temperature: true,
  limit: 'max_tokens',
};

const plainer = {
  json_schema: 'json_object_schema',
  json_object_schema: 'json_object',
  json_object: 'text',
  text: 'text',
} as const;

/** A plainer dialect where the error says that the server does not understand this one; null for any other error. */
export function plainerDialect(error: unknown, dialect: ChatDialect): ChatDialect | null {
  if (!(error instanceof APIError)) return null;
  const { status, message } = error;
  if (status === 500) return plainerFormat(/response_format/iu, message, dialect);
  if (status !== 400 && status !== 422 && status !== 501) return null;
  if (dialect.limit === 'max_tokens' && /max_completion_tokens/iu.test(message)) {
    return { ...dialect, limit: 'max_completion_tokens' };
  }
  if (dialect.temperature && /temperature/iu.test(message)) return { ...dialect, temperature: false };
  return plainerFormat(
    /response_format|json_schema|json_object|\bschema\b|grammar|structured/iu,
    message,
    dialect,
  );
}

/** Some servers (llama-cpp-python's) call it their own error, 500, and name the field that they did not expect. */
function plainerFormat(about: RegExp, message: string, dialect: ChatDialect): ChatDialect | null {
  if (dialect.format === 'text' || !about.test(message)) return null;
  return { ...dialect, format: plainer[dialect.format] };
}
