import type { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { fieldOf, shownValue, type Method } from '../../setting/methods.ts';

/** The value under the slider as it is shown: "95 %"; "Naive" where there is none. */
export function settingValueText(method: Method, settings: MiningSettings): string {
  const field = fieldOf(method);
  const value = field === null ? null : settings[field];
  if (value === null) return 'Naive';
  return shownValue(method, value);
}
