import { expect, test } from 'vitest';
import { queueName } from './queue-name.ts';

test('a wave is called by the setting as the screen shows it, any other queue as it is', () => {
  expect(queueName('Wave 1: 50 pairs drawn at perc-pos 0.953 (second labels for ada)')).toBe(
    'Wave 1: 50 pairs drawn at PercPos 95.3 % (second labels for ada)',
  );
  expect(queueName('Wave 2: 1 pair drawn at margin-pos -0.05')).toBe(
    'Wave 2: 1 pair drawn at MarginPos -0.05',
  );
  expect(queueName('Wave 3: 9 pairs drawn at shifted 10')).toBe('Wave 3: 9 pairs drawn at Shifted 10');
  expect(queueName('my picks, drawn at will')).toBe('my picks, drawn at will');
});
