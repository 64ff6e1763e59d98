import type { AppSettings, AppSettingsPatch } from '../../../../shared/domain/app-settings.ts';
import { useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { addressWords, isServerAddress } from '../judge/server-address.ts';

type JudgeSettingsProps = {
  readonly settings: AppSettings;
  readonly onChange: (patch: AppSettingsPatch) => void;
};

/** The server and model that judge unless something else is chosen, and for which servers there is a key. */
export function JudgeSettings({ settings, onChange }: JudgeSettingsProps) {
  const { api, navigation } = useStores();
  const { request, again } = useAnswer('secrets.list', undefined);
  const secrets = latestValue(request);

  async function remove(endpoint: string): Promise<void> {
    try {
      await api.call('secrets.remove', { endpoint });
    } catch (error) {
      navigation.getState().showError('The key could not be removed', error);
    }
    again();
  }
  return (
    <Panel title="Judge">
      <div className="setting-rows">
        <label className="setting-row">
          <span>Endpoint</span>
          <TypedField
            label="Judge endpoint"
            holds="url"
            widthCh={40}
            text={settings.judgeEndpoint}
            placeholder="http://localhost:11434/v1"
            mustBe={addressWords}
            onCommit={(typed) => {
              const judgeEndpoint = typed.trim();
              if (judgeEndpoint !== '' && !isServerAddress(judgeEndpoint)) return false;
              onChange({ judgeEndpoint });
              return true;
            }}
          />
          <span className="secondary">
            Any OpenAI-compatible server. Texts go there only when you estimate, judge or probe.
          </span>
        </label>
        <label className="setting-row">
          <span>Model</span>
          <input
            key={settings.judgeModel}
            type="text"
            className="wide-input"
            aria-label="Judge model"
            spellCheck={false}
            defaultValue={settings.judgeModel}
            onBlur={(event) => onChange({ judgeModel: event.target.value.trim() })}
          />
        </label>
        <div className="setting-row">
          <span>Keys</span>
          {secrets?.keys.length === 0 ? (
            <span className="secondary">None. A key is given on the screen Judge.</span>
          ) : null}
          {secrets?.reason ? <span className="secondary">{secrets.reason}</span> : null}
        </div>
        {secrets?.keys.map(({ endpoint, kept }) => (
          <div key={endpoint} className="setting-row">
            <span />
            <bdi className="wrap">{endpoint}</bdi>
            <span className="secondary">
              {kept === 'system' ? 'in the system’s store' : 'until Negscope is closed'}
            </span>
            <button
              type="button"
              className="button quiet"
              aria-label={`Remove the key for ${endpoint}`}
              onClick={() => void remove(endpoint)}
            >
              Remove
            </button>
          </div>
        ))}
      </div>
    </Panel>
  );
}
