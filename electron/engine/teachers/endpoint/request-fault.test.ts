import { APIConnectionError } from 'openai';
import { expect, it } from 'vitest';
import { requestFault, retryAfterMs } from './request-fault.ts';

/** As `fetch` and the client wrap it. */
function connectionError(code: string, message: string): APIConnectionError {
  const cause = Object.assign(new Error(message), { code });
  return new APIConnectionError({ cause: new TypeError('fetch failed', { cause }) });
}

it('ends at a certificate that is not trusted, with what to do; a server that is away is tried again', () => {
  for (const [code, message] of [
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'],
    ['CERT_HAS_EXPIRED', 'certificate has expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
  ] as const) {
    expect(requestFault(connectionError(code, message), 'm at https://here/v1', null, 0)).toMatchObject({
      kind: 'final',
      error: {
        code: 'failed',
        message: expect.stringMatching(new RegExp(`${message}.*NODE_EXTRA_CA_CERTS`, 'u')),
      },
    });
  }
  const away = requestFault(connectionError('ECONNREFUSED', 'connect ECONNREFUSED'), 'm', null, 0);
  expect(away).toMatchObject({ kind: 'retry', why: expect.stringContaining('ECONNREFUSED') });
});

it('reads how long a server asks to wait: seconds, fractions, a date, milliseconds', () => {
  const now = Date.parse('2026-11-26T12:00:00Z');
  const asked = (headers: Record<string, string>): number | null => retryAfterMs(new Headers(headers), now);
  expect(asked({ 'retry-after': '2' })).toBe(2_000);
  expect(asked({ 'retry-after': '0.5' })).toBe(500);
  expect(asked({ 'retry-after': 'Thu, 26 Nov 2026 12:00:30 GMT' })).toBe(30_000);
  expect(asked({ 'retry-after': 'Thu, 26 Nov 2026 11:00:00 GMT' })).toBe(0);
  expect(asked({ 'retry-after-ms': '250', 'retry-after': '9' })).toBe(250);
  expect(asked({ 'retry-after': 'soon' })).toBeNull();
  expect(asked({})).toBeNull();
});
