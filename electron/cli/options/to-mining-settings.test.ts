import { expect, test } from 'vitest';
import type { MiningOptions } from './mining-options.ts';
import { toMiningSettings } from './to-mining-settings.ts';

test.each<[MiningOptions, object]>([
  [{}, {}],
  [
    { method: 'naive', minScore: 0.1, rangeMax: 30 },
    { minScore: 0.1, rangeMax: 30 },
  ],
  [{ method: 'shifted', shift: 10 }, { shift: 10 }],
  [{ method: 'abs', maxScore: 0.6 }, { maxScore: 0.6 }],
  [{ method: 'margin-pos', absoluteMargin: 0.05 }, { absoluteMargin: 0.05 }],
  [{ method: 'perc-pos', perc: 0.95 }, { perc: 0.95 }],
  [{ method: 'perc-pos', relativeMargin: 0.95 }, { perc: 0.95 }],
  [{ perc: 0.95, relativeMargin: 0.95 }, { perc: 0.95 }],
  [
    { method: 'perc-pos', perc: 0.95, minScore: 0.3, maxScore: 0.7 },
    { perc: 0.95, minScore: 0.3, maxScore: 0.7 },
  ],
  [
    { shift: 5, maxScore: 0.9, absoluteMargin: 0 },
    { shift: 5, maxScore: 0.9, absoluteMargin: 0 },
  ],
])('%j asks for %j', (options, settings) => {
  expect(toMiningSettings(options)).toEqual(settings);
});

test.each<[MiningOptions, string]>([
  [{ method: 'shifted' }, '--method shifted needs --shift N'],
  [{ method: 'abs', perc: 0.95 }, '--method abs needs --max-score C'],
  [{ method: 'perc-pos' }, '--method perc-pos needs --perc P or --relative-margin R'],
  [{ method: 'naive', perc: 0.95 }, '--method naive keeps every candidate'],
  [{ perc: 0.95, relativeMargin: 0.9 }, 'disagree: that margin is --perc 0.9'],
  [{ minScore: 0.7, maxScore: 0.3 }, 'leave no score between them'],
  [{ minScore: 0.7, maxScore: 0.7 }, 'leave no score between them'],
  [{ shift: 10, rangeMax: 10 }, 'leave no rank between them'],
])('%j is wrong usage', (options, message) => {
  expect(() => toMiningSettings(options)).toThrow(
    expect.objectContaining({ code: 'wrong-usage', message: expect.stringContaining(message) }),
  );
});
