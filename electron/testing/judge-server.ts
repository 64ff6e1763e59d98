import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { hashUniform } from '../../shared/random.ts';

const Body = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  temperature: z.number().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});

/** A chat request as the server understood it: the fenced texts of any of the prompts. */
export type SeenChat = {
  readonly number: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: z.infer<typeof Body>;
  readonly query: string;
  /** Document, passage, or candidates in their order. */
  readonly documents: readonly string[];
};

/** What the server does with a request, in place of answering it well. */
export type JudgeServerAction =
  | 'answer'
  /** finish_reason `length`, in the middle of the JSON. */
  | 'cut-off'
  /** A completion whose content is no verdict. */
  | 'malformed'
  /** A body that is no JSON. */
  | 'garbage'
  /** A web page, as a proxy or another program answers; and a message in JSON, as LM Studio does at a wrong address: both 200. */
  | 'page'
  | 'message'
  | 'refuse'
  /** Ends the connection before an answer, or in the middle of it. */
  | 'drop'
  | 'break-off'
  | { readonly status: number; readonly retryAfter?: string; readonly message?: string }
  /** Answers well, but only then. */
  | { readonly afterMs: number };

export type JudgeServerOptions = {
  /** Whether the document is relevant: the truth table. */
  readonly truth: (query: string, document: string) => boolean;
  /** How often a relevant document is called relevant, and one that is not called not relevant. 1 when absent. */
  readonly sensitivity?: number;
  readonly specificity?: number;
  readonly seed?: number;
  readonly plan?: (request: SeenChat) => JudgeServerAction;
  /** `response_format` types that are refused, as plainer servers do. */
  readonly refusedFormats?: readonly string[];
  readonly models?: readonly string[];
  /** No `usage` in the answers. */
  readonly untold?: boolean;
  readonly port?: number;
};

export type JudgeServer = {
  readonly url: string;
  readonly port: number;
  /** Requests that came, however they were treated. */
  readonly count: () => number;
  /** Most at the same time. */
  readonly most: () => number;
  /** How often each (query, document) was answered well, whole and in time; keys by `pairOf`. */
  readonly answered: ReadonlyMap<string, number>;
  readonly last: () => SeenChat | null;
  readonly close: () => Promise<void>;
};

export function pairOf(query: string, document: string): string {
  return JSON.stringify([query, document]);
}

/**
 * A server on loopback that speaks OpenAI's chat protocol, judges by a truth table with a given sensitivity and specificity (the same
 * pair always alike), and errs as planned.
 */
export async function startJudgeServer(options: JudgeServerOptions): Promise<JudgeServer> {
  const answered = new Map<string, number>();
  let count = 0;
  let now = 0;
  let most = 0;
  let last: SeenChat | null = null;

  function isRelevant(query: string, document: string): boolean {
    const { truth, sensitivity = 1, specificity = 1, seed = 1 } = options;
    const u = hashUniform(seed, query, document);
    return truth(query, document) ? u < sensitivity : u >= specificity;
  }

  function contentFor({ query, documents, body }: SeenChat): string {
    const asked = body.messages.find(({ role }) => role === 'system')?.content ?? '';
    const verdicts = documents.map((document) => isRelevant(query, document));
    const reason = 'as the table says';
    if (asked.includes('"verdicts"')) {
      return JSON.stringify({
        reason,
        verdicts: verdicts.map((yes, i) => ({ candidate: i + 1, verdict: yes ? 'as good' : 'worse' })),
      });
    }
    const [yes = false] = verdicts;
    if (asked.includes('"score"')) {
      return JSON.stringify({ reason, match: yes ? 3 : 0, trust: 2, score: yes ? 3 : 1 });
    }
    return JSON.stringify({ reason, relevant: yes });
  }

  function send(response: ServerResponse, status: number, json: unknown, headers = {}): void {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof json === 'string' ? json : JSON.stringify(json));
  }

  function completion(seen: SeenChat, message: object, finish = 'stop'): object {
    const characters = seen.body.messages.reduce((sum, { content }) => sum + content.length, 0);
    const usage = { prompt_tokens: Math.ceil(characters / 4), completion_tokens: 20, total_tokens: 0 };
    return {
      id: `chat-${seen.number}`,
      object: 'chat.completion',
      created: 0,
      model: seen.body.model,
      choices: [
        { index: 0, finish_reason: finish, message: { role: 'assistant', content: null, ...message } },
      ],
      ...(options.untold === true ? {} : { usage }),
    };
  }

  function answer(seen: SeenChat, response: ServerResponse): void {
    const { query, documents } = seen;
    const body = JSON.stringify(completion(seen, { content: contentFor(seen) }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body, () => {
      for (const document of documents) {
        const key = pairOf(query, document);
        answered.set(key, (answered.get(key) ?? 0) + 1);
      }
    });
  }

  function treat(seen: SeenChat, response: ServerResponse): void {
    const format = seen.body.response_format?.type;
    if (format !== undefined && options.refusedFormats?.includes(format) === true) {
      send(response, 400, { error: { message: `response_format ${format} is not supported` } });
      return;
    }
    const action = options.plan?.(seen) ?? 'answer';
    if (typeof action === 'object') {
      if ('afterMs' in action) {
        setTimeout(() => void (response.destroyed || answer(seen, response)), action.afterMs);
        return;
      }
      const headers = action.retryAfter === undefined ? {} : { 'retry-after': action.retryAfter };
      send(response, action.status, { error: { message: action.message ?? 'planned' } }, headers);
      return;
    }
    switch (action) {
      case 'answer':
        return answer(seen, response);
      case 'cut-off':
        return send(response, 200, completion(seen, { content: '{"reason": "the docu' }, 'length'));
      case 'malformed':
        return send(
          response,
          200,
          completion(seen, { content: 'Relevance is in the eye of the beholder, 3 of 4.' }),
        );
      case 'garbage':
        return send(response, 200, '<html>oops');
      case 'page':
        return send(response, 200, '<!doctype html>\n<title>Log in</title>', { 'content-type': 'text/html' });
      case 'message':
        return send(response, 200, { error: 'Unexpected endpoint or method. (POST /chat/completions)' });
      case 'refuse':
        return send(response, 200, completion(seen, { refusal: 'I will not judge this.' }));
      case 'drop':
        return void response.socket?.destroy();
      case 'break-off':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"choices": [');
        setTimeout(() => void response.socket?.destroy(), 5);
    }
  }

  const server = createServer((incoming: IncomingMessage, response) => {
    if (incoming.method === 'GET') {
      send(response, 200, {
        object: 'list',
        data: (options.models ?? ['table']).map((id) => ({ id, object: 'model' })),
      });
      return;
    }
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      count++;
      now++;
      most = Math.max(most, now);
      response.on('close', () => now--);
      const body = Body.parse(JSON.parse(Buffer.concat(parts).toString()));
      const texts = fencedTexts(body.messages.find(({ role }) => role === 'user')?.content ?? '');
      const seen: SeenChat = {
        number: count,
        headers: incoming.headers,
        body,
        query: texts.find(({ what }) => what === 'query')?.text ?? '',
        documents: texts
          .filter(({ what }) => what === 'document' || what === 'passage' || what.startsWith('candidate'))
          .map(({ text }) => text),
      };
      last = seen;
      treat(seen, response);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    count: () => count,
    most: () => most,
    answered,
    last: () => last,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fencedTexts(content: string): readonly { readonly what: string; readonly text: string }[] {
  const pattern = /<<<([a-z]+(?: [a-z0-9]+)?) ([0-9a-f]{16})>>>\n([\s\S]*?)\n<<<end of \1 \2>>>/gu;
  return Array.from(content.matchAll(pattern), ([, what = '', , text = '']) => ({ what, text }));
}
