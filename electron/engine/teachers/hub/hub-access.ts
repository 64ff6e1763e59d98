/** Where the hub is and with which right it is asked. */
export type HubAccess = { readonly url: string; readonly token: string | null };

/** As Hugging Face's own tools: `HF_ENDPOINT` (a mirror) and `HF_TOKEN`. */
export function hubAccess(environment: NodeJS.ProcessEnv = process.env): HubAccess {
  const url = environment['HF_ENDPOINT'] || 'https://huggingface.co';
  return { url: url.replace(/\/+$/, ''), token: environment['HF_TOKEN'] || null };
}

/** The header that carries the token, if there is one. */
export function authorization({ token }: HubAccess): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** `fetch` with the token. The hub's library takes no token that does not begin with `hf_`; mirrors have others. Redirects to another host lose it. */
export function hubFetch(access: HubAccess): typeof fetch {
  return (url, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(authorization(access))) headers.set(name, value);
    return fetch(url, { ...init, headers });
  };
}
