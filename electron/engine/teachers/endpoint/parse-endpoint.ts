import { AppError } from '../../../../shared/errors.ts';

export type Endpoint = { readonly baseUrl: string; readonly model: string };

/** `BASE_URL#MODEL`, http or https; the base is what `/embeddings` is added to. Throws `wrong-usage`. */
export function parseEndpoint(target: string): Endpoint {
  const mark = target.indexOf('#');
  const model = mark < 0 ? '' : target.slice(mark + 1).trim();
  const address = mark < 0 ? target : target.slice(0, mark);
  const url = URL.canParse(address) ? new URL(address) : null;
  if (model === '' || !url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AppError(
      'wrong-usage',
      `an endpoint is written endpoint:BASE_URL#MODEL, as in endpoint:http://localhost:11434/v1#nomic-embed-text, not "${target}"`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(
      'wrong-usage',
      'an endpoint takes no name or password in its address, where it would be stored: give the key by itself (on the command line, in an environment variable)',
    );
  }
  return { baseUrl: url.href.replace(/\/+$/, ''), model };
}
