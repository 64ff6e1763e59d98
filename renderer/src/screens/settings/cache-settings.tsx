import { useState } from 'react';
import { useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { askPath } from '../../stores/ask-path.ts';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { formatBytes, plural } from '../../text/format-number.ts';

type CacheSettingsProps = {
  /** Null: the app's own folder. */
  readonly chosen: string | null;
  readonly onChoose: (folder: string | null) => void;
};

/** Where downloads lie, how much room they take, and how to have it back. */
export function CacheSettings({ chosen, onChoose }: CacheSettingsProps) {
  const { api, navigation } = useStores();
  const { request, again } = useAnswer('cache.measure', undefined);
  const [isClearing, setClearing] = useState(false);
  const cache = latestValue(request);

  async function choose(): Promise<void> {
    const folder = await askPath(
      navigation,
      api.call('dialog.chooseFolder', { title: 'Folder for downloads' }),
    );
    if (folder === null) return;
    onChoose(folder);
    again();
  }
  async function clear(): Promise<void> {
    setClearing(true);
    try {
      await api.call('cache.clear', undefined);
    } catch (error) {
      navigation.getState().showError('The cache could not be cleared', error);
    }
    setClearing(false);
    again();
  }
  return (
    <Panel title="Cache">
      <div className="setting-rows">
        <div className="setting-row">
          <span>Folder</span>
          <code className="wrap">{cache?.folder ?? '…'}</code>
          <button type="button" className="button" onClick={() => void choose()}>
            Choose…
          </button>
          {chosen === null ? null : (
            <button
              type="button"
              className="button quiet"
              onClick={() => {
                onChoose(null);
                again();
              }}
            >
              Use the app’s own
            </button>
          )}
        </div>
        <div className="setting-row">
          <span>Size</span>
          <span className="tabular" role="status">
            {request.kind === 'failed'
              ? 'could not be measured'
              : cache
                ? `${formatBytes(cache.bytes)} in ${plural(cache.files, 'file')}`
                : 'measuring …'}
          </span>
          <button
            type="button"
            className="button"
            disabled={isClearing || cache === null || cache.files === 0}
            onClick={() => void clear()}
          >
            {isClearing ? 'Clearing …' : 'Clear'}
          </button>
          <span className="secondary">
            Models from the hub are downloaded again when they are next used. Workspaces and embeddings stay.
          </span>
        </div>
      </div>
    </Panel>
  );
}
