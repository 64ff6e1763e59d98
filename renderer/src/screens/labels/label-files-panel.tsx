import { Panel } from '../../components/panel.tsx';
import { useRunCommand } from '../../shell/run-command.ts';

/** Labels that come from elsewhere, and those for elsewhere. */
export function LabelFilesPanel() {
  const run = useRunCommand();
  return (
    <Panel title="Labels in files">
      <div className="stack small pad">
        <p>
          Studies made elsewhere count, too: JSON Lines, CSV or TREC qrels. Every label given here can be
          written the same way.
        </p>
        <div className="row wrap">
          <button type="button" className="button" onClick={() => run('import-labels')}>
            Import labels…
          </button>
          <button type="button" className="button" onClick={() => run('export-labels')}>
            Export labels…
          </button>
        </div>
      </div>
    </Panel>
  );
}
