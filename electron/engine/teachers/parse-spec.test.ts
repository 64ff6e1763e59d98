import { describe, expect, it } from 'vitest';
import { parseNpyTarget, parseSpec, withAbsolutePaths } from './parse-spec.ts';

describe('parseSpec', () => {
  it('splits at the first colon only', () => {
    expect(parseSpec('endpoint:http://localhost:8080/v1#m')).toEqual({
      kind: 'endpoint',
      target: 'http://localhost:8080/v1#m',
    });
    expect(parseSpec('bm25')).toEqual({ kind: 'bm25', target: '' });
  });

  it.each(['', 'word2vec:x', 'onnx', 'onnx:', 'bm25:x', 'toString'])(
    'refuses %j and shows the form',
    (spec) => {
      expect(() => parseSpec(spec)).toThrow(/SPEC is one of|is written/);
    },
  );
});

describe('withAbsolutePaths', () => {
  it('resolves every path of a SPEC and nothing else', () => {
    const at = (spec: string): string => withAbsolutePaths(spec, (path) => `/home/${path}`);
    expect(
      ['onnx:m', 'run:a.tsv', 'npy:d.npy,q.npy', 'cross-encoder:c?from=b', 'random:7', 'hub:a/b'].map(at),
    ).toEqual([
      'onnx:/home/m',
      'run:/home/a.tsv',
      'npy:/home/d.npy,/home/q.npy',
      'cross-encoder:/home/c?from=b',
      'random:7',
      'hub:a/b',
    ]);
  });

  it('keeps a comma inside a file name', () => {
    expect(parseNpyTarget('/a,b/d.npy,/a,b/q.npy')).toEqual({
      documents: '/a,b/d.npy',
      queries: '/a,b/q.npy',
    });
  });
});
