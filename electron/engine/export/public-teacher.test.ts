import { expect, test } from 'vitest';
import { publicSpec } from './public-spec.ts';

test.each([
  ['endpoint:https://me:secret@host/v1?key=abc#model', 'endpoint:https://host/v1#model'],
  ['endpoint:http://localhost:11434/v1#nomic#2', 'endpoint:http://localhost:11434/v1#nomic#2'],
  ['endpoint:not an address#m', 'endpoint:#m'],
  ['onnx:/models/e5', 'onnx:/models/e5'],
  ['bm25', 'bm25'],
])('%s is shown as %s', (spec, shown) => {
  expect(publicSpec(spec)).toBe(shown);
});
