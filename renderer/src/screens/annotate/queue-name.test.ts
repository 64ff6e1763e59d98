import { expect, test } from 'vitest';
import { queueName } from './queue-name.ts';

test('a queue is called with the setting that it was drawn at, as the screen shows it, and whose pairs they are', () => {
  const wave = { name: 'Wave 1: 50 pairs', secondFor: null };
  expect(queueName({ ...wave, drawnAt: { slider: 'perc-pos', value: 0.953 }, secondFor: 'ada' })).toBe(
    'Wave 1: 50 pairs drawn at PercPos 95.3\u00a0% (second labels for ada)',
  );
  expect(queueName({ ...wave, drawnAt: { slider: 'margin-pos', value: -0.05 } })).toBe(
    'Wave 1: 50 pairs drawn at MarginPos -0.05',
  );
  expect(queueName({ ...wave, drawnAt: { slider: 'shifted', value: 10 } })).toBe(
    'Wave 1: 50 pairs drawn at Shifted 10',
  );
  expect(queueName({ name: 'my picks', drawnAt: null, secondFor: null })).toBe('my picks');
});
