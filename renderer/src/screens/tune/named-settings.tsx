import { useState } from 'react';
import { parseSettingText, settingText } from '../../../../shared/domain/setting-text.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { PopoverButton } from '../../components/popover-button.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { toAppError } from '../../stores/request.ts';

/** Settings with names, and the setting on screen as a text that can be shared. */
export function NamedSettings() {
  const { setting, savedSettings } = useStores();
  const { settings } = useFrom(setting, (state) => state.history.present);
  const recall = useFrom(setting, (state) => state.recall);
  const { settings: named, lost, error, load, save, remove } = useFrom(savedSettings, (state) => state);
  const [name, setName] = useState('');
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const text = settingText(settings);

  function take(): void {
    try {
      recall(parseSettingText(pasted));
      setPasted('');
      setWrong(null);
    } catch (thrown) {
      setWrong(toAppError(thrown).message);
    }
  }
  return (
    <PopoverButton
      label="Settings"
      name="Named settings"
      heading="Named settings"
      className="named-settings"
      onOpen={() => void load()}
    >
      {named.length === 0 ? (
        <p className="secondary">None yet. Names are kept in the workspace, for you and the command line.</p>
      ) : (
        <ul className="named-list">
          {named.map((one) => (
            <li key={one.name}>
              <button type="button" className="button quiet" onClick={() => recall(one.settings)}>
                <b>{one.name}</b>
                <span className="secondary">{describeSetting(one.settings)}</span>
              </button>
              <button
                type="button"
                className="button quiet icon-only"
                aria-label={`Remove setting ${one.name}`}
                onClick={() => void remove(one.name)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void save(name.trim(), settings).then((isSaved) => isSaved && setName(''));
        }}
      >
        <input
          type="text"
          aria-label="Name for this setting"
          placeholder="Name for this setting"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button" disabled={name.trim() === ''}>
          {named.some((one) => one.name === name.trim()) ? 'Replace' : 'Save'}
        </button>
      </form>
      {lost === null ? null : (
        <div className="row spread">
          <span className="secondary" role="status">
            “{lost.name}” was {describeSetting(lost.settings)}.
          </span>
          <button type="button" className="button" onClick={() => void save(lost.name, lost.settings)}>
            Put back
          </button>
        </div>
      )}
      <h3>As text</h3>
      <div className="row spread">
        <code className="setting-text">{text}</code>
        <CopyButton text={text} label="Copy" />
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <input
          type="text"
          aria-label="Setting as text"
          aria-invalid={wrong !== null}
          placeholder="Paste a setting: perc=0.95,anchor=max"
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <button type="submit" className="button" disabled={pasted.trim() === ''}>
          Use
        </button>
      </form>
      {wrong === null ? null : (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
      {error === null ? null : (
        <p className="field-error" role="alert">
          {error.message}
        </p>
      )}
      <p className="secondary">
        On the command line: <code>negscope mine … --setting NAME</code>, or the text in its place.
      </p>
    </PopoverButton>
  );
}
