import { net, session } from 'electron';
import { existsSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The one origin that the window may show: a name that never resolves, answered from the built renderer's folder.
 * `file:` would give a page rights over every file; a scheme of our own would have to be registered before Electron is ready,
 * which an ES module entry cannot count on in every runtime.
 */
export const appOrigin = 'https://negscope.invalid';

const folder = join(import.meta.dirname, '..', 'renderer');

/** No inline script, no inline style, no remote anything; `blob:` images are charts saved as pictures. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers every web request of the app's pages: ours from disk, all others not at all, so nothing remote can ever load. Call once the app is ready. */
export function serveRenderer(): void {
  session.defaultSession.protocol.handle('https', (request) => answer(new URL(request.url)));
  session.defaultSession.protocol.handle('http', () => refused());
}

async function answer(url: URL): Promise<Response> {
  const path = normalize(join(folder, decodeURIComponent(url.pathname)));
  if (url.origin !== appOrigin || !path.startsWith(folder + sep) || !existsSync(path)) return refused();
  const file = await net.fetch(pathToFileURL(path).href);
  const headers = new Headers(file.headers);
  headers.set('Content-Security-Policy', contentSecurityPolicy);
  headers.set('X-Content-Type-Options', 'nosniff');
  return new Response(file.body, { status: file.status, headers });
}

function refused(): Response {
  return new Response('not found', { status: 404 });
}
