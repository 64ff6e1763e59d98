import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { baseUrlOf } from '../engine/judge/base-url.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** The system's store, as far as it is used here: Electron's `safeStorage`, or another in tests. */
export type Vault = {
  /** Why keys cannot be encrypted here, in a sentence; null where they can. */
  readonly refusal: () => string | null;
  readonly encrypt: (text: string) => Buffer;
  /** Throws where the system no longer has what it was encrypted with. */
  readonly decrypt: (encrypted: Buffer) => string;
};

export type Secrets = {
  readonly list: () => Output<'secrets.list'>;
  readonly find: (endpoint: string) => Output<'secrets.find'>;
  /** Keeps a key for an endpoint, in place of an older one. Throws `failed` where the system's store does not encrypt and it was not for the session. */
  readonly save: (choice: {
    readonly endpoint: string;
    readonly key: string;
    readonly forSession: boolean;
  }) => void;
  readonly remove: (endpoint: string) => void;
  /** For main's own use; null where there is none. Throws `failed` for a stored key that the system cannot decrypt. */
  readonly keyFor: (endpoint: string) => string | null;
};

/** Base URL → the encrypted key in base64. Nothing in this file can be read without the system's store. */
const Stored = z.object({ keys: z.record(z.string(), z.base64()) });

/** Keys of servers: encrypted in `file` by the system's store, or in memory until the app ends. Each belongs to one base URL and goes nowhere else. */
export function openSecrets(file: string, vault: Vault): Secrets {
  const session = new Map<string, string>();
  const read = (): Readonly<Record<string, string>> => readJsonFile(file, Stored, { keys: {} }).keys;

  function forget(baseUrl: string): void {
    session.delete(baseUrl);
    const keys = read();
    if (keys[baseUrl] === undefined) return;
    writeJsonFile(file, {
      keys: Object.fromEntries(Object.entries(keys).filter(([url]) => url !== baseUrl)),
    });
  }

  function kept(baseUrl: string): 'system' | 'session' | null {
    if (session.has(baseUrl)) return 'session';
    return read()[baseUrl] === undefined ? null : 'system';
  }

  return {
    list() {
      const reason = vault.refusal();
      const urls = [...new Set([...session.keys(), ...Object.keys(read())])].toSorted();
      return {
        encrypts: reason === null,
        reason,
        keys: urls.flatMap((endpoint) => {
          const place = kept(endpoint);
          return place === null ? [] : [{ endpoint, kept: place }];
        }),
      };
    },
    find(endpoint) {
      const baseUrl = canonical(endpoint);
      return { baseUrl, kept: baseUrl === null ? null : kept(baseUrl) };
    },
    save({ endpoint, key, forSession }) {
      const baseUrl = baseUrlOf(endpoint);
      if (forSession) {
        forget(baseUrl);
        session.set(baseUrl, key);
        return;
      }
      const reason = vault.refusal();
      if (reason !== null) throw new AppError('failed', `The key was not kept. ${reason}`);
      writeJsonFile(file, { keys: { ...read(), [baseUrl]: vault.encrypt(key).toString('base64') } });
      session.delete(baseUrl);
    },
    remove: (endpoint) => forget(baseUrlOf(endpoint)),
    keyFor(endpoint) {
      const baseUrl = canonical(endpoint);
      if (baseUrl === null) return null;
      const own = session.get(baseUrl);
      if (own !== undefined) return own;
      const encrypted = read()[baseUrl];
      if (encrypted === undefined) return null;
      try {
        return vault.decrypt(Buffer.from(encrypted, 'base64'));
      } catch {
        throw new AppError(
          'failed',
          `The system's store cannot decrypt the key for ${baseUrl} any more: enter the key again.`,
        );
      }
    },
  };
}

/** Null for what is no address: whoever uses it hears so from the engine. */
function canonical(endpoint: string): string | null {
  try {
    return baseUrlOf(endpoint);
  } catch {
    return null;
  }
}
