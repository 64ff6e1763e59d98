import { APIError } from 'openai';
import { expect, it } from 'vitest';
import { plainerDialect, richestDialect } from './chat-dialect.ts';

const refusal = (status: number, message: string): APIError =>
  APIError.generate(status, { error: { message } }, undefined, new Headers());

it.each([
  // llama-cpp-python 0.3: a validation error, called its own.
  [
    500,
    "1 validation error: {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': …}",
  ],
  [400, 'response_format json_schema is not supported'],
  [422, 'Extra inputs are not permitted: response_format.schema'],
])('asks for the form more plainly after %i %s', (status, message) => {
  let dialect = richestDialect;
  const formats: string[] = [];
  for (;;) {
    formats.push(dialect.format);
    const next = plainerDialect(refusal(status, message), dialect);
    if (next === null) break;
    dialect = next;
  }
  expect(formats).toEqual(['json_schema', 'json_object_schema', 'json_object', 'text']);
});

it.each([
  [500, 'out of memory while building the grammar'],
  [503, 'response_format: loading model'],
  [400, 'the prompt is too long'],
])('takes %i %s for what it is', (status, message) => {
  expect(plainerDialect(refusal(status, message), richestDialect)).toBeNull();
});
