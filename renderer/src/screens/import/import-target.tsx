import { useFrom, useStores } from '../../app-context.ts';
import { askPath } from '../../stores/ask-path.ts';
import { Panel } from '../../components/panel.tsx';

/** Where the workspace goes, and the button that starts. */
export function ImportTarget({ canStart }: { readonly canStart: boolean }) {
  const { api, dataImport, navigation } = useStores();
  const { workspace, choices, setWorkspace, change, start } = useFrom(dataImport, (state) => state);
  async function choose(): Promise<void> {
    const suggestedName = workspace.split(/[\\/]/).at(-1) ?? 'data.negscope';
    const path = await askPath(
      navigation,
      api.call('dialog.chooseTarget', { title: 'New workspace', suggestedName }),
    );
    if (path !== null) setWorkspace(path);
  }
  return (
    <Panel title="New workspace" className="import-target">
      <div className="field-row">
        <label className="field grow">
          <span>Folder</span>
          <input
            type="text"
            value={workspace}
            spellCheck={false}
            onChange={(event) => setWorkspace(event.target.value)}
          />
        </label>
        <button type="button" className="button" onClick={() => void choose()}>
          Choose…
        </button>
        <label
          className="check"
          title="Deletes the workspace that is there, with its teachers and runs. Labels of people and answers of judges are saved in a file beside it."
        >
          <input
            type="checkbox"
            checked={choices.replace}
            onChange={(event) => change({ replace: event.target.checked })}
          />
          <span>Replace what is there</span>
        </label>
        <button
          type="button"
          className="button primary"
          disabled={!canStart || workspace.trim() === ''}
          onClick={start}
        >
          Import
        </button>
      </div>
    </Panel>
  );
}
