import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { NamedSetting, settingCalls } from '../../../shared/ipc/setting-calls.ts';

/** Named settings in memory. */
export function namedSettingHandlers(): Handlers<keyof typeof settingCalls, AbortSignal> {
  let named: NamedSetting[] = [];
  return {
    'setting.list': async () => named,
    async 'setting.save'({ name, settings }) {
      named = [...named.filter((one) => one.name !== name), { name, settings }];
      return named;
    },
    async 'setting.remove'({ name }) {
      named = named.filter((one) => one.name !== name);
      return named;
    },
  };
}
