import { expect, it } from 'vitest';
import { hashUniform } from '../random.ts';
import { bootstrapRate } from './bootstrap-rate.ts';
import { prepareFrame } from './prepared-frame.ts';
import { rateAtSetting } from './rate-at-setting.ts';
import { frameOf } from './testing/frame-of.ts';

it('the cluster bootstrap agrees with the linearised interval for queries like these', () => {
  // 120 queries of five pairs; a query's pairs are alike.
  const pairs = Array.from({ length: 600 }, (_, i) => {
    const query = Math.floor(i / 5);
    const chance = query % 4 === 0 ? 0.7 : 0.15;
    const relevant = hashUniform(1, 'truth', String(i)) < chance ? 1 : 0;
    const wrong = hashUniform(1, 'judge', String(i)) < 0.15 ? 1 : 0;
    const label = hashUniform(1, 'sample', String(i)) < 0.4 ? 1 + relevant : 0;
    return {
      cluster: query,
      answer: 1 + (wrong === 1 ? 1 - relevant : relevant),
      humanProbability: 0.4,
      label,
    };
  });
  const prepared = prepareFrame(frameOf(pairs));
  const rate = rateAtSetting(prepared, 'selected', 0, { target: 'queries-like-these', lambda: 'tuned' });
  const interval = bootstrapRate(prepared, 'selected', 0, rate.lambda ?? 0, { seed: 3, replicates: 400 });
  const width = (rate.high ?? 1) - (rate.low ?? 0);
  const own = (interval?.high ?? 0) - (interval?.low ?? 0);
  expect(own / width).toBeGreaterThan(0.85);
  expect(own / width).toBeLessThan(1.15);
  expect(bootstrapRate(prepared, 'selected', 0, rate.lambda ?? 0, { seed: 3, replicates: 400 })).toEqual(
    interval,
  );
});
