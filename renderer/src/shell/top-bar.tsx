import { useFrom, useStores } from '../app-context.ts';
import { Icon } from '../components/icon.tsx';
import { OneLine } from '../components/one-line.tsx';
import { latestValue } from '../stores/request.ts';
import { useNextUndo } from '../stores/use-next-undo.ts';
import { formatCount, plural } from '../text/format-number.ts';
import { keysHere } from '../text/keys-here.ts';
import { TeacherChoice } from './teacher-choice.tsx';

/** What is open, which candidates are looked at, and what can be done with the setting on screen. */
export function TopBar() {
  const { workspace, navigation, setting, view } = useStores();
  const { screen, show } = useFrom(navigation, (state) => state);
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const { past, future } = useFrom(setting, (state) => state.history);
  const { undo, redo } = useFrom(setting, (state) => state);
  const isReady = useFrom(view, (state) => state.ready !== null);
  const next = useNextUndo();
  // On the query screen the keys may mean a decision.
  const keysOf = (direction: 'undo' | 'redo', keys: string): string =>
    screen === 'query' && next[direction] === 'decision' ? '' : ` (${keysHere(keys)})`;
  if (!summary || screen === 'start' || screen === 'import') {
    return (
      <header className="top-bar">
        <strong className="app-name">Negscope</strong>
      </header>
    );
  }
  return (
    <header className="top-bar">
      <strong className="app-name" title={summary.path}>
        <OneLine text={summary.name} />
      </strong>
      <span className="chips" title={`${summary.path}, data ${summary.data_hash.slice(0, 12)}`}>
        <span className="chip">
          <b>{formatCount(summary.documents)}</b> {summary.documents === 1 ? 'document' : 'documents'}
        </span>
        <span className="chip">
          <b>{formatCount(summary.queries)}</b> {summary.queries === 1 ? 'query' : 'queries'}
        </span>
        <span className="chip wide-only">
          <b>{formatCount(summary.positives)}</b> {summary.positives === 1 ? 'positive' : 'positives'}
        </span>
        {summary.readOnly ? <span className="chip warning">read-only</span> : null}
      </span>
      {screen === 'tune' || screen === 'query' || screen === 'starvation' ? (
        <>
          <TeacherChoice summary={summary} />
          <span className="row push-right">
            <button
              type="button"
              className="button icon-only"
              aria-label="Undo setting"
              title={`Undo${keysOf('undo', 'CmdOrCtrl+Z')}: ${plural(past.length, 'step')}`}
              disabled={past.length === 0}
              onClick={undo}
            >
              <Icon name="undo" />
            </button>
            <button
              type="button"
              className="button icon-only"
              aria-label="Redo setting"
              title={`Redo${keysOf('redo', 'CmdOrCtrl+Shift+Z')}: ${plural(future.length, 'step')}`}
              disabled={future.length === 0}
              onClick={redo}
            >
              <Icon name="redo" />
            </button>
            <button
              type="button"
              className="button"
              disabled={!isReady || summary.readOnly}
              title={summary.readOnly ? 'The workspace is read-only: no run can be stored in it.' : undefined}
              onClick={() => show({ kind: 'store-run' })}
            >
              Store run…
            </button>
            <button
              type="button"
              className="button primary"
              disabled={!isReady}
              onClick={() => show({ kind: 'export', run: null })}
            >
              Export…
            </button>
          </span>
        </>
      ) : null}
    </header>
  );
}
