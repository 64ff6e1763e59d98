import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Anchor, MiningSettings, Selection } from './mining-settings.ts';
import { parseSettingText, settingText } from './setting-text.ts';

const decimal = fc.double({ min: -5, max: 5, noNaN: true }).map((value) => value + 0);

test('every setting comes back from its text', () => {
  const setting = fc.record(
    {
      perc: decimal,
      absoluteMargin: decimal,
      shift: fc.nat(500),
      minScore: decimal,
      anchor: fc.constantFrom(...Anchor.options),
      select: fc.constantFrom(...Selection.options),
      numNegatives: fc.integer({ min: 1, max: 64 }),
      seed: fc.nat(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(setting, (values) => {
      const settings = MiningSettings.parse(values);
      expect(parseSettingText(settingText(settings))).toEqual(settings);
    }),
  );
});

test('writes only what is not as usual', () => {
  expect(settingText(MiningSettings.parse({ perc: 0.95, numNegatives: 8 }))).toBe(
    'perc=0.95,num-negatives=8',
  );
  expect(settingText(MiningSettings.parse({}))).toBe('naive');
});

test.each([
  '',
  'perc',
  'perc=',
  'perc=0x1',
  'perc=0.9,perc=0.8',
  'percent=0.9',
  'anchor=low',
  'shift=-1',
  'a=b=c',
])('refuses %j', (text) => {
  expect(() => parseSettingText(text)).toThrow(/setting|cannot be/);
});
