import { net, protocol } from 'electron';
import { existsSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The one origin that the window may show. `file:` would give a page rights over every file. */
export const appOrigin = 'app://negscope';

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

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

/** Serves the built renderer under `app://negscope/`, and nothing outside its folder. Call once the app is ready. */
export function serveRenderer(): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const path = normalize(join(folder, decodeURIComponent(url.pathname)));
    if (url.origin !== appOrigin && url.host !== 'negscope')
      return new Response('not found', { status: 404 });
    if (!path.startsWith(folder + sep) || !existsSync(path))
      return new Response('not found', { status: 404 });
    const file = await net.fetch(pathToFileURL(path).href);
    const headers = new Headers(file.headers);
    headers.set('Content-Security-Policy', contentSecurityPolicy);
    headers.set('X-Content-Type-Options', 'nosniff');
    return new Response(file.body, { status: file.status, headers });
  });
}
