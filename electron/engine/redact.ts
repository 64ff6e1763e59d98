const secretName = /^(api[-_]?)?key$|token$|authorization|secret|password|cookie/iu;
const maxCharacters = 2_000;

/** A copy that is safe to log: plain JSON, without what its name calls a secret, long strings cut, any depth and any cycle survived. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return withoutCredentials(value.slice(0, maxCharacters));
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') {
    return String(value).slice(0, maxCharacters);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '…';
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return redact({ name, message, stack, ...(cause === undefined ? {} : { cause }) }, depth + 1);
  }
  if (ArrayBuffer.isView(value)) return `[${value.constructor.name}, ${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secretName.test(name) ? '[redacted]' : redact(field, depth + 1),
    ]),
  );
}

function withoutCredentials(text: string): string {
  return text
    .replaceAll(/\b(Bearer|Basic)\s+\S+/giu, '$1 [redacted]')
    .replaceAll(/\b(?:sk|hf)[-_][\w-]{8,}/gu, '[redacted]');
}
