import { expect, test } from 'vitest';
import { isServerAddress } from './server-address.ts';

test.each(['http://localhost:11434/v1', 'https://api.example.org/v1/', 'ollama'])(
  '%s is an address',
  (typed) => expect(isServerAddress(typed)).toBe(true),
);

test.each([
  'abc',
  '',
  'localhost:11434',
  'ftp://example.org',
  'https://me:word@example.org/v1',
  'file:///v1',
])('“%s” is none', (typed) => expect(isServerAddress(typed)).toBe(false));
