import { probeNames } from '../../../../shared/ipc/judge-answers.ts';
import { judgeName, PromptChoice, promptOf } from '../../../../shared/judge/prompt-choice.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { isActive } from '../../stores/jobs.ts';
import { judgeJob, type JudgeInput } from '../../stores/judge.ts';
import { latestValue } from '../../stores/request.ts';
import { ProbeRow } from './probe-row.tsx';
import type { JudgeQuestion } from './use-judge-input.ts';

type ProbesPanelProps = { readonly question: JudgeQuestion; readonly isReadOnly: boolean };

/** How steady the chosen judge is: asked again about pairs that it judged, in ways that should change nothing. */
export function ProbesPanel({ question, isReadOnly }: ProbesPanelProps) {
  const { judge, jobs } = useStores();
  const judges = latestValue(useFrom(judge, (state) => state.judges)) ?? [];
  const isBusy = useFrom(jobs, (state) =>
    state.jobs.some((job) => isActive(job) && job.about.startsWith(judgeJob(''))),
  );
  const input = question.kind === 'ready' ? question.input : null;
  const name = input === null ? null : nameOf(input);
  const own = judges.find((one) => one.name === name) ?? null;
  const shown = own ?? judges.find(({ probes }) => probes.length > 0) ?? null;
  const canProbe = own !== null && input !== null && own.probeRuns.includes(input.run);
  if (judges.length === 0) return null;
  return (
    <Panel
      title="Probes"
      aside={
        <>
          {shown ? <bdi>{shown.name}</bdi> : null}
          <button
            type="button"
            className="button"
            disabled={!canProbe || isBusy || isReadOnly}
            title="Up to 50 judged pairs are asked again for each of the six probes."
            onClick={() => {
              if (!input) return;
              const { workspace, run, judge: choice, limits } = input;
              judge.getState().probe({ workspace, run, judge: choice, ...(limits ? { limits } : {}) });
            }}
          >
            {own && own.probes.length > 0 ? 'Probe again' : 'Probe the judge'}
          </button>
        </>
      }
    >
      <JobList about={(about) => about === judgeJob('probe')} />
      {question.kind === 'missing' ? (
        <p className="pad secondary">{question.sentence}</p>
      ) : own === null ? (
        <p className="pad secondary">
          The judge chosen above has judged nothing yet, so there is nothing to ask again.
        </p>
      ) : !canProbe ? (
        <p className="pad secondary">
          The judge chosen above has given no usable answer in this run yet, so there is nothing to ask again.
        </p>
      ) : own.probes.length === 0 ? (
        <p className="pad secondary">
          Not probed yet. A probe asks again about judged pairs, changed in ways that should change nothing;
          up to 300 calls that count as no label.
        </p>
      ) : null}
      {shown && shown.probes.length > 0 ? (
        <ul className="probes">
          {probeNames.map((probe) => {
            const result = shown.probes.find((one) => one.probe === probe);
            return result ? <ProbeRow key={probe} result={result} /> : null;
          })}
        </ul>
      ) : null}
    </Panel>
  );
}

function nameOf({ judge }: JudgeInput): string {
  return judgeName(judge.model, promptOf(PromptChoice.parse(judge.prompt ?? { name: 'binary' })));
}
