import { BadRequestError } from 'openai';
import { AppError } from '../../../../shared/errors.ts';
import { countOf } from '../../../../shared/text/count-text.ts';
import { openaiClient } from '../../runtime/openai-client.ts';
import type { Logger } from '../../log.ts';
import type { Encoder } from '../encoder.ts';
import type { Endpoint } from './parse-endpoint.ts';
import { readEmbeddings, type Embeddings } from './read-embeddings.ts';
import { refusesContent, requestFault } from './request-fault.ts';
import { usualRetries, withRetries, type RetryLimits } from './with-retries.ts';

/** Half a token a byte is more than any tokenizer needs for ordinary text; only the proportion matters. */
const tokensPerByte = 0.5;
const requestTimeoutMs = 120_000;
const maxBatchTexts = 64;

export type EndpointOptions = {
  /** Null for servers that want none. Never logged, never stored. */
  readonly apiKey: string | null;
  /** Null until the first answer. */
  readonly dimensions: number | null;
  readonly log: Logger;
  readonly retries?: RetryLimits;
};

/** Embeddings of an OpenAI-compatible server, batch by batch. Errors are `AppError` and name server and model. */
export function createEndpointEncoder(endpoint: Endpoint, options: EndpointOptions): Encoder {
  const { baseUrl, model } = endpoint;
  const { apiKey, log, retries = usualRetries } = options;
  const who = `${model} at ${baseUrl}`;
  const client = openaiClient({ baseUrl, apiKey, timeoutMs: requestTimeoutMs });
  let dimensions = options.dimensions;
  let format: 'base64' | 'float' = 'base64';

  async function request(texts: readonly string[], signal: AbortSignal): Promise<unknown> {
    const ask = (): Promise<unknown> =>
      client.embeddings.create({ model, input: [...texts], encoding_format: format }, { signal });
    if (format === 'float') return ask();
    return ask().catch((error: unknown) => {
      // Base64 is a third of the size, but not every server knows it.
      if (!(error instanceof BadRequestError && /encoding_format|base64/i.test(error.message))) throw error;
      format = 'float';
      return ask();
    });
  }

  let most = maxBatchTexts;

  async function encodeAtOnce(texts: readonly string[], signal: AbortSignal): Promise<Embeddings> {
    let isRefused = false;
    const answer = await withRetries(() => request(texts, signal), {
      limits: retries,
      signal,
      faultOf(error) {
        isRefused = refusesContent(error);
        return requestFault(error, who, apiKey, Date.now());
      },
      onWait: ({ why, waitMs, failed }) =>
        log.warn('endpoint.retry', { why, waitMs: Math.round(waitMs), failed }),
    }).catch((error: unknown) => {
      if (!isRefused) throw error;
      if (texts.length <= 1) throw withText(error, texts[0] ?? '');
      most = Math.min(most, Math.ceil(texts.length / 2));
      log.warn('endpoint.fewer-texts', { texts: texts.length, most });
      return null;
    });
    if (answer === null) return encodeInParts(texts, signal);
    const embeddings = readEmbeddings(answer, texts.length, dimensions, who);
    dimensions = embeddings.dimensions;
    return embeddings;
  }

  /** Servers limit the texts of a request, each at another number, which none of them tells before. */
  async function encodeInParts(texts: readonly string[], signal: AbortSignal): Promise<Embeddings> {
    if (texts.length <= most) return encodeAtOnce(texts, signal);
    const here = most;
    const part = await encodeAtOnce(texts.slice(0, here), signal);
    const rest = await encodeInParts(texts.slice(here), signal);
    const rows = new Float32Array(part.rows.length + rest.rows.length);
    rows.set(part.rows);
    rows.set(rest.rows, part.rows.length);
    return { rows, dimensions: part.dimensions };
  }

  return {
    encode: (texts, _, signal) => encodeInParts(texts, signal),
    cost: (text) => Math.ceil(Buffer.byteLength(text) * tokensPerByte),
    batchCost: 32_768,
    maxBatchTexts,
    concurrency: 4,
    device: `${who}, 4 requests at a time`,
    close: () => Promise.resolve(),
  };
}

const shownCharacters = 60;

/** Which text a server refused: one may be longer than its model takes. */
function withText(error: unknown, text: string): unknown {
  if (!(error instanceof AppError)) return error;
  const beginning = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
  const which = `asked about one text of ${countOf(text.length, 'character')}, which begins “${beginning.replaceAll(/\s+/gu, ' ')}”`;
  return new AppError(error.code, `${error.message}; ${which}`);
}
