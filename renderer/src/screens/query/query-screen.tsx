import { useEffect } from 'react';
import type { TextFlag } from '../../../../shared/ipc/detail-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { isTextField } from '../../shell/use-commands.ts';
import { latestValue } from '../../stores/request.ts';
import { SettingBar } from '../tune/setting-bar.tsx';
import { actionTexts, relabelActions } from '../relabel/action-text.ts';
import { CandidateText } from './candidate-text.tsx';
import { Ladder } from './ladder.tsx';
import { QueryHead } from './query-head.tsx';
import { useQueryContext } from './use-query-context.ts';

const noFlags: readonly TextFlag[] = [];

/** One query: its candidates beside the threshold, and the texts of the one that is chosen. */
export function QueryScreen() {
  const { query, navigation, relabel } = useStores();
  const { detail: request, opened, document, select, step } = useFrom(query, (state) => state);
  const detail = latestValue(request);
  const candidates = detail?.candidates ?? [];
  const chosen =
    candidates.find((one) => one.document === document) ??
    candidates.find((one) => one.selected) ??
    candidates[0];

  const [shownQuery, shownDocument, decision] = [detail?.query.query, chosen?.document, chosen?.decision];
  const context = useQueryContext(detail);
  // The double click that opened the query selected what lay under it.
  useEffect(() => window.getSelection()?.removeAllRanges(), []);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (navigation.getState().overlay.kind !== 'none' || isTextField(event.target)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ']') void step(1);
      else if (event.key === '[') void step(-1);
      else if (event.key === 'Escape') navigation.getState().go('tune');
      const action = relabelActions.find((one) => actionTexts[one].key === event.key);
      if (action === undefined || shownQuery === undefined || shownDocument === undefined) return;
      const isTakenBack = action === decision;
      void relabel
        .getState()
        .decide([{ query: shownQuery, document: shownDocument }], isTakenBack ? null : action);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigation, step, relabel, shownQuery, shownDocument, decision]);

  if (request.kind === 'failed') {
    return <ErrorPanel title="The query could not be read" error={request.error} />;
  }
  if (opened === null) {
    return (
      <EmptyState title="No query chosen">
        <p>Choose one in the table of the tune screen.</p>
        <button type="button" className="button primary" onClick={() => navigation.getState().go('tune')}>
          Tune
        </button>
      </EmptyState>
    );
  }
  if (!detail) {
    return (
      <div className="query-screen" aria-busy="true">
        <SettingBar />
        <QueryHead opened={opened} detail={null} />
        <div className="query-columns">
          <p className="panel ladder reading secondary">Reading its candidates …</p>
          <p className="panel reading secondary">Reading their texts …</p>
        </div>
      </div>
    );
  }
  return (
    <div className="query-screen">
      <SettingBar />
      <QueryHead opened={opened} detail={detail} />
      <div className="query-columns">
        <Ladder
          key={detail.query.query}
          detail={detail}
          chosen={chosen?.document ?? null}
          onChoose={select}
          flagsOf={(one) => context.of(one)?.flags ?? noFlags}
        />
        {chosen ? (
          <CandidateText key={chosen.document} detail={detail} candidate={chosen} context={context} />
        ) : (
          <EmptyState title="No candidates">
            <p>There is no candidate for this query beside its positives.</p>
          </EmptyState>
        )}
      </div>
    </div>
  );
}
