import { parseSettingText } from '../../../shared/domain/setting-text.ts';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { AppError } from '../../../shared/errors.ts';
import type { NamedSetting } from '../../../shared/ipc/setting-calls.ts';

/** What `--setting` stands for: a name of the workspace first, else the text that the window shares (`perc=0.95,num-negatives=8`). */
export function resolveSetting(typed: string, named: readonly NamedSetting[]): MiningSettings {
  const found = named.find(({ name }) => name === typed);
  if (found) return found.settings;
  try {
    return parseSettingText(typed);
  } catch (cause) {
    const names = named.map(({ name }) => `"${name}"`).join(', ');
    throw new AppError(
      'wrong-usage',
      `--setting ${typed}: no setting of that name in the workspace${names === '' ? '' : ` (it has ${names})`}, and no text like perc=0.95,num-negatives=8`,
      { cause },
    );
  }
}
