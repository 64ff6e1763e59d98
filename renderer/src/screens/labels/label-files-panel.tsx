import { Panel } from '../../components/panel.tsx';
import { useRunCommand } from '../../shell/run-command.ts';

/** Labels that come from elsewhere, and those for elsewhere. */
export function LabelFilesPanel() {
  const run = useRunCommand();
  return (
    <Panel title="Labels in files">
      <div className="row wrap pad">
        <p className="grow">
          Studies made elsewhere count, too: JSON Lines, CSV or TREC qrels. Every label given here can be
          written the same way.
        </p>
        <span className="row">
          <button type="button" className="button" onClick={() => run('import-labels')}>
            Import labels…
          </button>
          <button type="button" className="button" onClick={() => run('export-labels')}>
            Export labels…
          </button>
        </span>
      </div>
    </Panel>
  );
}
