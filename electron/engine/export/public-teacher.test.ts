import { expect, test } from 'vitest';
import { publicTeacher } from './public-teacher.ts';

const teacher = { name: 't', fingerprint: 'f', options: { maxTokens: 128 } };

test.each([
  ['endpoint:https://me:secret@host/v1?key=abc#model', 'endpoint:https://host/v1#model'],
  ['endpoint:http://localhost:11434/v1#nomic#2', 'endpoint:http://localhost:11434/v1#nomic#2'],
  ['endpoint:not an address#m', 'endpoint:#m'],
  ['onnx:/models/e5', 'onnx:/models/e5'],
  ['bm25', 'bm25'],
  [null, null],
])('%s is shown as %s, also where another builds on it', (spec, shown) => {
  expect(publicTeacher({ ...teacher, spec })).toEqual({ ...teacher, spec: shown });
  const reranker = { ...teacher, name: 'r', spec: 'cross-encoder:/models/pairs?from=t' };
  expect(publicTeacher({ ...reranker, from: { ...teacher, spec } })).toEqual({
    ...reranker,
    from: { ...teacher, spec: shown },
  });
  expect(publicTeacher({ ...reranker, from: null })).toEqual({ ...reranker, from: null });
});
