import { expect, test } from 'vitest';
import { TeacherKind } from '../../../shared/domain/teacher.ts';
import { specOf, suggestName, teacherKinds } from './teacher-kinds.ts';

test('offers every kind once', () => {
  expect(teacherKinds.map(({ kind }) => kind).toSorted()).toEqual(TeacherKind.options.toSorted());
});

test('writes the specs of the command line', () => {
  expect([
    specOf('bundled', {}),
    specOf('random', { seed: '7' }),
    specOf('onnx', { folder: '/m/bge small' }),
    specOf('npy', { documents: '/d.npy', queries: '/q.npy' }),
    specOf('endpoint', { url: 'http://localhost:1/v1', model: 'm' }),
    specOf('cross-encoder', { folder: '/ce', from: 'bm25' }),
  ]).toEqual([
    'bundled',
    'random:7',
    'onnx:/m/bge small',
    'npy:/d.npy,/q.npy',
    'endpoint:http://localhost:1/v1#m',
    'cross-encoder:/ce?from=bm25',
  ]);
});

test('has no spec while something is missing', () => {
  expect([
    specOf('onnx', {}),
    specOf('npy', { documents: '/d.npy' }),
    specOf('random', { seed: 'x' }),
  ]).toEqual([null, null, null]);
});

test('suggests a free name from the model', () => {
  expect(suggestName('hub', { id: 'BAAI/bge-small-en-v1.5@main' }, [])).toBe('bge-small-en-v1.5');
  expect(suggestName('bm25', {}, ['bm25'])).toBe('bm25-2');
});
