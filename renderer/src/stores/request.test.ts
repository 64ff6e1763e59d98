import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { endOf } from './request.ts';

test('what somebody stopped has not failed', () => {
  expect(endOf(new AppError('cancelled', 'cancelled'))).toEqual({ kind: 'idle' });
  const full = new AppError('disk-full', 'no space');
  expect(endOf(full)).toEqual({ kind: 'failed', error: full, value: null });
});
