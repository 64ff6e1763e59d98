import { useEffect } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { latestValue } from '../../stores/request.ts';
import { JudgeActions } from './judge-actions.tsx';
import { JudgesPanel } from './judges-panel.tsx';
import { JudgeWork } from './judge-work.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { NoRun } from './no-run.tsx';
import { PairsPanel } from './pairs-panel.tsx';
import { ProbesPanel } from './probes-panel.tsx';
import { PromptPanel } from './prompt-panel.tsx';
import { ServerPanel } from './server-panel.tsx';
import { UnfinishedNotice } from './unfinished-notice.tsx';
import { useJudgeInput } from './use-judge-input.ts';

/** A language model judges the negatives of a run: who, how it is asked, about which pairs, at what cost, and what came of it. */
export function JudgeScreen() {
  const { workspace, judge } = useStores();
  // A command beside the window may have judged since.
  useEffect(() => void judge.getState().loadJudges(), [judge]);
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const question = useJudgeInput();
  if (!summary) return <p className="secondary">Opening the workspace …</p>;
  return (
    <div className="stack">
      <UnfinishedNotice isReadOnly={summary.readOnly} />
      {summary.runs.length === 0 ? <NoRun summary={summary} /> : null}
      <div className="judge-columns">
        <div className="stack">
          <ServerPanel />
          <PromptPanel />
        </div>
        <div className="stack">
          <PairsPanel runs={summary.runs} />
          <LimitsPanel />
          <JudgeActions question={question} isReadOnly={summary.readOnly} />
          <JudgeWork question={question} />
        </div>
      </div>
      <JudgesPanel />
      <ProbesPanel question={question} isReadOnly={summary.readOnly} />
    </div>
  );
}
