import { useFrom, useStores } from '../../app-context.ts';
import { JobList } from '../../shell/job-list.tsx';
import { isSameQuestion, judgeJob } from '../../stores/judge.ts';
import { EstimatePanel } from './estimate-panel.tsx';
import { JudgingCard } from './judging-card.tsx';
import { ReportPanel } from './report-panel.tsx';
import type { JudgeQuestion } from './use-judge-input.ts';

/** What is going on with the judge, and what came of it. */
export function JudgeWork({ question }: { readonly question: JudgeQuestion }) {
  const { judge, jobs } = useStores();
  const { estimate, report } = useFrom(judge, (state) => state);
  const job = useFrom(jobs, (state) => state.jobs.find(({ about }) => about === judgeJob('run')));
  const input = question.kind === 'ready' ? question.input : null;
  return (
    <>
      <JobList about={(about) => about === judgeJob('estimate')} />
      {job && job.status.kind !== 'done' ? <JudgingCard job={job} /> : null}
      {estimate && input && isSameQuestion(estimate.input, input) ? (
        <EstimatePanel estimate={estimate.value} />
      ) : null}
      {report ? <ReportPanel judged={report} /> : null}
    </>
  );
}
