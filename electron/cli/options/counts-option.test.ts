import { expect, it } from 'vitest';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { mappingOf } from './counts-option.ts';

it('changes the usual mapping where it is told to, and nowhere else', () => {
  expect(mappingOf('partly=false-negative, umbrela-1 = false-negative')).toEqual({
    ...defaultMapping,
    partly: 'false-negative',
    'umbrela-1': 'false-negative',
  });
  for (const text of ['', 'partly', 'partly=yes', 'nearly=false-negative', 'partly=false-negative,'])
    expect(() => mappingOf(text)).toThrow(/LABEL=EVENT/);
  expect(() => mappingOf('partly=missing,not=missing,partly=false-negative')).toThrow(
    'partly is both missing and false-negative',
  );
});
