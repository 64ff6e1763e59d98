import { useApp, useFrom } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';

/** Whether newer versions are looked for; nothing where this copy knows no place to look. */
export function UpdateSettings() {
  const { settings: store } = useApp();
  const { settings, change } = useFrom(store, (state) => state);
  const info = latestValue(useAnswer('app.info', undefined).request);
  if (!settings || info?.canUpdate !== true) return null;
  return (
    <Panel title="Updates">
      <div className="setting-rows">
        <div className="setting-row">
          <span>At each start</span>
          <label className="row">
            <input
              type="checkbox"
              checked={settings.checkForUpdates}
              onChange={(event) => void change({ checkForUpdates: event.target.checked })}
            />
            Look for a newer version; it is installed when the app is next closed
          </label>
        </div>
      </div>
    </Panel>
  );
}
