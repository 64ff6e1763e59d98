import { createServer, type IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

const Body = z.object({
  model: z.string(),
  input: z.array(z.string()),
  encoding_format: z.string().optional(),
});

export type SeenRequest = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: z.infer<typeof Body>;
};

export type PlannedAnswer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json: unknown }
  /** Ends the connection without an answer. */
  | 'hang up'
  /** Ends it in the midst of an answer. */
  | 'cut off';

/** A server on loopback whose n-th answer is what `plan` says; `requests` are those that came. */
export async function plannedServer(plan: (request: SeenRequest, number: number) => PlannedAnswer): Promise<{
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  readonly close: () => Promise<void>;
}> {
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Body.parse(JSON.parse(Buffer.concat(parts).toString()));
      const request = { path: incoming.url ?? '', headers: incoming.headers, body };
      requests.push(request);
      const answer = plan(request, requests.length);
      if (answer === 'hang up') return void incoming.socket.destroy();
      if (answer === 'cut off') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
        return void response.write('{"data":[', () => incoming.socket.destroy());
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      response.end(JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The answer of a well-behaved server: each text's vector is (length, first code unit, 1). */
export function goodAnswer({ body }: SeenRequest): {
  readonly json: Readonly<Record<string, unknown>> & { readonly data: readonly unknown[] };
} {
  const data = body.input.map((text, index) => {
    const vector = Float32Array.from(vectorOf(text));
    const embedding =
      body.encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  return { json: { object: 'list', model: body.model, data, usage: { prompt_tokens: 1, total_tokens: 1 } } };
}

export function vectorOf(text: string): readonly number[] {
  return [text.length, text.charCodeAt(0), 1];
}
