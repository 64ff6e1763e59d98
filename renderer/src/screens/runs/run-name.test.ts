import { expect, test } from 'vitest';
import { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { suggestRunName } from './run-name.ts';

test('names a run after its setting and keeps names free', () => {
  const settings = MiningSettings.parse({ perc: 0.95 });
  expect(suggestRunName(settings, [])).toBe('perc-pos-95-top-4');
  expect(suggestRunName(settings, ['perc-pos-95-top-4'])).toBe('perc-pos-95-top-4-2');
  expect(suggestRunName(MiningSettings.parse({}), [])).toBe('naive-top-4');
});
