import fc from 'fast-check';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addKey } from './add-key.ts';
import { openSecrets, type Vault } from './secrets.ts';

const key = 'sk-very-secret-0123456789';
const server = 'http://127.0.0.1:8123/v1';
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'negscope-secrets-'));
  file = join(folder, 'keys.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Encrypts by turning every bit: enough to see whether a key ever lies in clear. */
function fakeVault(refusal: string | null = null): Vault {
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    refusal: () => refusal,
    encrypt: (text) => turned(Buffer.from(text)),
    decrypt: (encrypted) => turned(encrypted).toString(),
  };
}

const written = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

describe('a key', () => {
  it('is kept encrypted, survives a restart, and is never in the file or in what a window is told', () => {
    const secrets = openSecrets(file, fakeVault());
    secrets.save({ endpoint: `${server}/`, key, forSession: false });
    expect(written()).toContain(server);
    expect(written()).not.toContain(key);
    expect(written()).not.toContain(Buffer.from(key).toString('base64'));
    const later = openSecrets(file, fakeVault());
    expect(later.keyFor(server)).toBe(key);
    expect(later.list()).toEqual({
      encrypts: true,
      reason: null,
      keys: [{ endpoint: server, kept: 'system' }],
    });
    expect(later.find(`${server}/`)).toEqual({ baseUrl: server, kept: 'system' });
    expect(JSON.stringify([later.list(), later.find(server)])).not.toContain(key);
  });

  it('is refused with the reason where the system does not encrypt, and then nothing is written', () => {
    const secrets = openSecrets(file, fakeVault('No secret service runs.'));
    expect(() => secrets.save({ endpoint: server, key, forSession: false })).toThrow(
      'The key was not kept. No secret service runs.',
    );
    expect(existsSync(file)).toBe(false);
    expect(secrets.list()).toEqual({ encrypts: false, reason: 'No secret service runs.', keys: [] });
  });

  it('is kept for the session when one insists: in memory only, and a stored one is gone', () => {
    openSecrets(file, fakeVault()).save({ endpoint: server, key: 'older', forSession: false });
    const secrets = openSecrets(file, fakeVault('No.'));
    secrets.save({ endpoint: server, key, forSession: true });
    expect(secrets.keyFor(server)).toBe(key);
    expect(secrets.list().keys).toEqual([{ endpoint: server, kept: 'session' }]);
    expect(JSON.parse(written())).toEqual({ keys: {} });
    expect(openSecrets(file, fakeVault()).keyFor(server)).toBeNull();
  });

  it('is removed from both places', () => {
    const secrets = openSecrets(file, fakeVault());
    secrets.save({ endpoint: 'openai', key, forSession: false });
    expect(secrets.list().keys).toEqual([{ endpoint: 'https://api.openai.com/v1', kept: 'system' }]);
    secrets.remove('https://api.openai.com/v1/');
    expect(secrets.keyFor('openai')).toBeNull();
    expect(JSON.parse(written())).toEqual({ keys: {} });
  });

  it('that the system cannot decrypt any more is said, not sent', () => {
    openSecrets(file, fakeVault()).save({ endpoint: server, key, forSession: false });
    const broken: Vault = {
      ...fakeVault(),
      decrypt() {
        throw new Error('another keychain');
      },
    };
    expect(() => openSecrets(file, broken).keyFor(server)).toThrow(/enter the key again/);
  });
});

describe('a call to a judge', () => {
  const asking = (endpoint: string) => ({ workspace: '/w', run: 'a', judge: { endpoint, model: 'm' } });

  it('gets the key of its own base URL and of no other', () => {
    const secrets = openSecrets(file, fakeVault());
    secrets.save({ endpoint: server, key, forSession: true });
    expect(addKey(secrets, 'judge.run', asking(server))).toEqual({
      workspace: '/w',
      run: 'a',
      judge: { endpoint: server, model: 'm', apiKey: key },
    });
    for (const other of [
      'http://127.0.0.1:8124/v1',
      'https://127.0.0.1:8123/v1',
      'http://localhost:8123/v1',
      'http://127.0.0.1:8123/v2',
      'http://127.0.0.1:8123',
      'http://127.0.0.1:8123/v1/more',
      'http://127.0.0.1.evil.example:8123/v1',
      `http://127.0.0.1:8123@evil.example/v1`,
      `http://evil.example/?u=${server}`,
      'openai',
      'no address',
    ]) {
      expect(addKey(secrets, 'judge.run', asking(other))).toEqual(asking(other));
    }
  });

  it('has no key that a window made up, and other calls are left as they are', () => {
    const secrets = openSecrets(file, fakeVault());
    const { judge } = asking(server);
    expect(addKey(secrets, 'judge.probe', { judge: { ...judge, apiKey: 'from a window' } })).toEqual({
      judge,
    });
    secrets.save({ endpoint: server, key, forSession: true });
    expect(addKey(secrets, 'run.mine', asking(server))).toEqual(asking(server));
    expect(addKey(secrets, 'judge.run', { judge: 'nonsense' })).toEqual({ judge: 'nonsense' });
  });

  it('never takes a key to an address that differs in anything', () => {
    const secrets = openSecrets(file, fakeVault());
    secrets.save({ endpoint: server, key, forSession: true });
    fc.assert(
      fc.property(
        fc.constantFrom('http', 'https'),
        fc.constantFrom('127.0.0.1', 'localhost', '127.0.0.2', '[::1]', 'evil.example'),
        fc.constantFrom(8123, 8124, 80, 443),
        fc.constantFrom('/v1', '/v1/', '/V1', '/v1/v1', '/', '/v1?a', '/v1#a'),
        (scheme, host, port, path) => {
          const endpoint = `${scheme}://${host}:${port}${path}`;
          const isSame = endpoint.replace(/\/$/, '') === server;
          const passed = JSON.stringify(addKey(secrets, 'judge.models', { judge: { endpoint } }));
          expect(passed.includes(key)).toBe(isSame);
        },
      ),
      { numRuns: 500 },
    );
  });
});
