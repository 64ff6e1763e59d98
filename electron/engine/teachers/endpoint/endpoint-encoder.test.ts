import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { Logger } from '../../log.ts';
import type { Encoder } from '../encoder.ts';
import { createEndpointEncoder } from './endpoint-encoder.ts';
import {
  goodAnswer,
  plannedServer,
  vectorOf,
  type PlannedAnswer,
  type SeenRequest,
} from './testing/planned-server.ts';
import type { RetryLimits } from './with-retries.ts';

const retries: RetryLimits = { tries: 3, firstWaitMs: 5, longestWaitMs: 2000 };
const texts = ['alpha', 'be', 'gamma ray'];

let close = (): Promise<void> => Promise.resolve();
afterEach(() => close());

type Server = {
  readonly encoder: Encoder;
  readonly requests: readonly SeenRequest[];
  readonly logged: readonly unknown[];
};

async function serve(
  plan: (request: SeenRequest, number: number) => PlannedAnswer,
  apiKey: string | null = null,
): Promise<Server> {
  const server = await plannedServer(plan);
  close = server.close;
  const logged: unknown[] = [];
  const note = (...all: unknown[]): number => logged.push(all);
  const log: Logger = { info: note, warn: note, error: note };
  const endpoint = { baseUrl: server.url, model: 'm' };
  return {
    encoder: createEndpointEncoder(endpoint, { apiKey, dimensions: 3, log, retries }),
    requests: server.requests,
    logged,
  };
}

function encode(encoder: Encoder, signal = new AbortController().signal): ReturnType<Encoder['encode']> {
  return encoder.encode(texts, 'documents', signal);
}

describe('createEndpointEncoder', () => {
  it('puts vectors in the order of the texts, whatever the order of the answer and its encoding', async () => {
    const { encoder, requests } = await serve((request) => {
      const { json } = goodAnswer(request);
      return { json: { ...json, data: json.data.toReversed() } };
    });
    const { rows, dimensions } = await encode(encoder);
    expect([dimensions, [...rows]]).toEqual([3, texts.flatMap(vectorOf)]);
    expect(
      requests.map(({ path, body, headers }) => [path, body.encoding_format, headers.authorization]),
    ).toEqual([['/v1/embeddings', 'base64', undefined]]);
  });

  it('asks for plain numbers where base64 is not known, once and for all', async () => {
    const { encoder, requests } = await serve((request) =>
      request.body.encoding_format === 'base64'
        ? { status: 400, json: { error: { message: 'unsupported encoding_format' } } }
        : goodAnswer(request),
    );
    await encode(encoder);
    expect([...(await encode(encoder)).rows]).toEqual(texts.flatMap(vectorOf));
    expect(requests.map(({ body }) => body.encoding_format)).toEqual(['base64', 'float', 'float']);
  });

  it('tries again after 429, 500 and a broken connection, and waits as long as it is told', async () => {
    const started = performance.now();
    const { encoder, requests, logged } = await serve((request, number) => {
      if (number === 1)
        return { status: 429, headers: { 'retry-after': '0.2' }, json: { error: { message: 'slow down' } } };
      return number === 2 ? 'hang up' : goodAnswer(request);
    });
    expect([...(await encode(encoder)).rows]).toEqual(texts.flatMap(vectorOf));
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
    expect([requests.length, logged.length]).toEqual([3, 2]);
  });

  it('asks for fewer texts at once where a server takes no more, and remembers', async () => {
    const { encoder, requests } = await serve((request) =>
      request.body.input.length > 2
        ? { status: 413, json: { error: { message: 'batch size 5 > maximum allowed batch size 2' } } }
        : goodAnswer(request),
    );
    const many = ['alpha', 'be', 'gamma ray', 'delta', 'epsilon'];
    const { rows } = await encoder.encode(many, 'documents', new AbortController().signal);
    expect([...rows]).toEqual(many.flatMap(vectorOf));
    await encode(encoder);
    expect(requests.map(({ body }) => body.input.length)).toEqual([5, 3, 2, 1, 2, 2, 1]);
  });

  it('says which single text is refused and why, however many were sent', async () => {
    const { encoder } = await serve((request) =>
      request.body.input.includes('be')
        ? { status: 400, json: { error: { message: 'maximum context length is 1 token' } } }
        : goodAnswer(request),
    );
    await expect(encode(encoder)).rejects.toThrow(
      /refused the request \(400 maximum context length.*; asked about one text of 2 characters, which begins “be”$/,
    );
  });

  it('tries again where an answer breaks off', async () => {
    const { encoder, requests } = await serve((request, number) =>
      number === 1 ? 'cut off' : goodAnswer(request),
    );
    expect([...(await encode(encoder)).rows]).toEqual(texts.flatMap(vectorOf));
    expect(requests).toHaveLength(2);
  });

  it('gives up after its tries, saying what came', async () => {
    const { encoder, requests } = await serve(() => ({
      status: 503,
      json: { error: { message: 'loading model' } },
    }));
    await expect(encode(encoder)).rejects.toThrow(/503 loading model; gave up after 3 tries, run again/);
    expect(requests).toHaveLength(3);
  });

  it('does not wait longer than its limit', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { encoder, requests } = await serve(() => ({
      status: 429,
      headers: { 'retry-after': date },
      json: {},
    }));
    await expect(encode(encoder)).rejects.toThrow(/asks to wait 3[56]\d\d s/);
    expect(requests).toHaveLength(1);
  });

  it('hides the key that a server repeats, and does not try again with it', async () => {
    const key = 'sk-very-secret';
    const { encoder, requests, logged } = await serve(
      () => ({ status: 401, json: { error: { message: `Incorrect API key provided: ${key}` } } }),
      key,
    );
    const error = await encode(encoder).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      /refused the key \(401 Incorrect API key provided: \[key\]\): give the right one/,
    );
    expect(inspect([error, logged], { depth: 9 })).not.toContain(key);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`]);
  });

  it('stops waiting when it is cancelled', async () => {
    const { encoder } = await serve(() => ({ status: 429, headers: { 'retry-after': '2' }, json: {} }));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const started = performance.now();
    await expect(encode(encoder, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  const vectors = (...data: readonly unknown[]): PlannedAnswer => ({ json: { data } });
  const vector = (index: number, embedding: unknown = [1, 2, 3]): unknown => ({ index, embedding });
  const nan = Buffer.from(Float32Array.of(1, NaN, 3).buffer).toString('base64');

  it.each([
    ['fewer vectors than texts', vectors(vector(0), vector(1)), 'gave 2 vectors for 3 texts'],
    [
      'another dimension',
      vectors(vector(0), vector(1, [1, 2]), vector(2)),
      'gave a vector of 2 numbers where the others have 3',
    ],
    [
      'NaN as null',
      vectors(vector(0), vector(1, [1, null, 3]), vector(2)),
      'gave NaN as component 1 of vector 1',
    ],
    ['NaN in base64', vectors(vector(0), vector(1), vector(2, nan)), 'gave NaN as component 1 of vector 2'],
    ['an index twice', vectors(vector(0), vector(1), vector(1)), 'index 1 of 3 twice'],
    ['an index too large', vectors(vector(1), vector(2), vector(3)), 'index 3 of 3'],
    ['something else', { json: { result: 'hello' } }, 'gave no embeddings: data'],
    [
      'an unknown model',
      { status: 404, json: { error: { message: 'model not found' } } },
      'no such address or model (404 model',
    ],
    [
      'a used-up quota',
      { status: 429, json: { error: { message: 'pay', code: 'insufficient_quota' } } },
      'quota is used up',
    ],
  ])('says so at once: %s', async (_, answer, message) => {
    const { encoder, requests } = await serve(() => answer);
    await expect(encode(encoder)).rejects.toThrow(message);
    expect(requests).toHaveLength(1);
  });
});
