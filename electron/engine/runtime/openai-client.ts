import OpenAI from 'openai';

export type OpenaiServer = {
  readonly baseUrl: string;
  readonly apiKey: string | null;
  /** For each request; the library's own where absent. */
  readonly timeoutMs?: number;
};

/** A client of any OpenAI-compatible server. Retries are the caller's: the library's would not be counted or shown. */
export function openaiClient({ baseUrl, apiKey, timeoutMs }: OpenaiServer): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    // Without a key no header is sent; nothing else is taken from the environment of whoever started the program.
    defaultHeaders: apiKey === null ? { Authorization: null } : {},
    adminAPIKey: null,
    organization: null,
    project: null,
    maxRetries: 0,
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    logLevel: 'off',
  });
}
