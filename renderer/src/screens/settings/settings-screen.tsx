import { type AppSettings, deviceChoices, numberFormats } from '../../../../shared/domain/app-settings.ts';
import { useApp, useFrom } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { themeChoices } from '../../stores/theme.ts';
import { CacheSettings } from './cache-settings.tsx';
import { EngineRestart } from './engine-restart.tsx';
import { JudgeSettings } from './judge-settings.tsx';
import { UpdateSettings } from './update-settings.tsx';

const themeLabels = { system: 'System', light: 'Light', dark: 'Dark' } as const;
const formatLabels = { comma: '1,234.5', space: '1 234.5', apostrophe: '1’234.5' } as const;
const deviceLabels: Readonly<Record<AppSettings['device'], string>> = {
  auto: 'the fastest that agrees with the CPU',
  cpu: 'CPU',
  cuda: 'CUDA (NVIDIA)',
  webgpu: 'WebGPU',
  dml: 'DirectML (Windows)',
  coreml: 'Core ML (macOS)',
};

/** What holds for all workspaces on this computer; everything is saved as it is changed. */
export function SettingsScreen() {
  const { settings: store, stores } = useApp();
  const { settings, change } = useFrom(store, (state) => state);
  if (!settings) return <p className="secondary">Reading the settings …</p>;
  return (
    <div className="settings-screen">
      <Panel title="Looks">
        <div className="setting-rows">
          <div className="setting-row">
            <span>Theme</span>
            <Segmented
              label="Theme"
              value={settings.theme}
              options={themeChoices.map((value) => ({ value, label: themeLabels[value] }))}
              onChange={(theme) => void change({ theme })}
            />
          </div>
          <div className="setting-row">
            <span>Numbers</span>
            <Segmented
              label="Number format"
              value={settings.numberFormat}
              options={numberFormats.map((value) => ({ value, label: formatLabels[value] }))}
              onChange={(numberFormat) => void change({ numberFormat })}
            />
            <span className="secondary">The decimal point is a point everywhere, in files as well.</span>
          </div>
          <div className="setting-row">
            <span>Notices</span>
            <label className="row">
              <input
                type="checkbox"
                checked={settings.notify}
                onChange={(event) => void change({ notify: event.target.checked })}
              />
              Tell me when long work ends and the window is not in front
            </label>
          </div>
        </div>
      </Panel>
      <Panel title="Engine" aside={<EngineRestart />}>
        <div className="setting-rows">
          <label className="setting-row">
            <span>Threads</span>
            <TypedField
              label="Threads"
              mustBe="a whole number from 1 to 1024, or empty"
              text={settings.threads === null ? '' : String(settings.threads)}
              title="CPU threads for encoding and search. Empty: as many as there are physical cores."
              onCommit={(typed) => {
                const threads = typed.trim() === '' ? null : Number(typed);
                if (threads !== null && !(Number.isInteger(threads) && threads >= 1 && threads <= 1024))
                  return false;
                void change({ threads });
                return true;
              }}
            />
            <span className="secondary">Empty: the physical cores.</span>
          </label>
          <label className="setting-row">
            <span>Device</span>
            <select
              value={settings.device}
              onChange={(event) => {
                const device = deviceChoices.find((one) => one === event.target.value);
                if (device) void change({ device });
              }}
            >
              {deviceChoices.map((device) => (
                <option key={device} value={device}>
                  {deviceLabels[device]}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="button quiet"
              onClick={() => stores.navigation.getState().show({ kind: 'about' })}
            >
              What is there?
            </button>
          </label>
        </div>
      </Panel>
      <UpdateSettings />
      <CacheSettings chosen={settings.cacheFolder} onChoose={(cacheFolder) => void change({ cacheFolder })} />
      <JudgeSettings settings={settings} onChange={(patch) => void change(patch)} />
    </div>
  );
}
