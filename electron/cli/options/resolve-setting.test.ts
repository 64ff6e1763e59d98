import { expect, test } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { resolveSetting } from './resolve-setting.ts';

const strict = { name: 'strict', settings: MiningSettings.parse({ perc: 0.8 }) };

test('a name of the workspace comes before a text', () => {
  expect(resolveSetting('strict', [strict])).toEqual(strict.settings);
  expect(resolveSetting('naive', [{ ...strict, name: 'naive' }])).toEqual(strict.settings);
});

test('reads a shared text', () => {
  expect(resolveSetting('perc=0.9,anchor=max', [strict])).toEqual(
    MiningSettings.parse({ perc: 0.9, anchor: 'max' }),
  );
});

test('names the settings that there are', () => {
  expect(() => resolveSetting('lax', [strict])).toThrow(/no setting of that name .*"strict"/);
});
