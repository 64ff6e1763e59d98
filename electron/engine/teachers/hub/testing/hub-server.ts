import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HubServer = {
  readonly url: string;
  /** Path and range of each request for a file. */
  readonly asked: string[];
  /** What the next requests for a file meet: `drop` cuts the connection after some bytes. */
  readonly troubles: ('drop' | 'busy')[];
  token: string | null;
  close(): Promise<void>;
};

const commit = 'c0ffee0000000000000000000000000000000000';

/** A hub on loopback with one model, `owner/model`, whose branch `main` is at one commit. */
export async function startHubServer(files: ReadonlyMap<string, Buffer>): Promise<HubServer> {
  const asked: string[] = [];
  const troubles: ('drop' | 'busy')[] = [];
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // oxlint-disable-line typescript/no-unsafe-type-assertion -- listening on TCP
  const hub: HubServer = {
    url: `http://127.0.0.1:${port}`,
    asked,
    troubles,
    token: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', hub.url);
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (hub.token !== null && request.headers.authorization !== `Bearer ${hub.token}`) {
      return json(401, { error: 'Access to model owner/model is restricted.' });
    }
    if (url.pathname === '/api/models/owner/model/revision/main') {
      return json(200, { _id: '1', id: 'owner/model', sha: commit, lastModified: '2026-01-01T00:00:00Z' });
    }
    if (url.pathname === `/api/models/owner/model/tree/${commit}`) return json(200, tree(files));
    const path = /^\/owner\/model\/resolve\/([^/]+)\/(.+)$/.exec(url.pathname);
    const content = path?.[1] === commit ? files.get(decodeURIComponent(path[2] ?? '')) : undefined;
    if (!content) return json(404, { error: 'Repository not found' });
    sendFile(request, response, path?.[2] ?? '', content);
  }

  function sendFile(request: IncomingMessage, response: ServerResponse, path: string, content: Buffer): void {
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    asked.push(`${path} from ${start}`);
    const trouble = troubles.shift();
    if (trouble === 'busy') return void response.writeHead(503).end();
    const rest = content.subarray(start);
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': rest.length,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
    });
    if (trouble !== 'drop') return void response.end(rest);
    response.write(rest.subarray(0, Math.ceil(rest.length / 3)), () =>
      setTimeout(() => response.destroy(), 20),
    );
  }
  return hub;
}

function tree(files: ReadonlyMap<string, Buffer>): readonly object[] {
  return [...files].map(([path, content]) => {
    const entry = { type: 'file', path, size: content.length, oid: 'x' };
    if (!path.endsWith('.onnx')) return entry;
    const oid = createHash('sha256').update(content).digest('hex');
    return { ...entry, lfs: { oid, size: content.length, pointerSize: 130 } };
  });
}
