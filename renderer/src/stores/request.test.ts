import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { endOf, toAppError } from './request.ts';

test('what somebody stopped has not failed', () => {
  expect(endOf(new AppError('cancelled', 'cancelled'))).toEqual({ kind: 'idle' });
  const full = new AppError('disk-full', 'no space');
  expect(endOf(full)).toEqual({ kind: 'failed', error: full, value: null });
});

test('what was thrown and is no error is told all the same', () => {
  const round: Record<string, unknown> = {};
  round['self'] = round;
  expect(['gone', { odd: 1 }, undefined, round].map((thrown) => toAppError(thrown).message)).toEqual([
    'gone',
    '{"odd":1}',
    'undefined',
    '[object Object]',
  ]);
});
