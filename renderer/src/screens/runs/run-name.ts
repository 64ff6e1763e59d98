import type { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { describeSetting } from '../../setting/describe-setting.ts';

/** A name for a run of this setting, free among those taken: `perc-pos-95-top-4`. */
export function suggestRunName(settings: MiningSettings, taken: readonly string[]): string {
  const base = describeSetting(settings)
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll('−', '-')
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
