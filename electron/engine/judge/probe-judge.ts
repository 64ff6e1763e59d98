import { setMaxListeners } from 'node:events';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { ProbeResult } from '../../../shared/ipc/judge-answers.ts';
import type { JudgeChoice, JudgeLimits } from '../../../shared/ipc/judge-request.ts';
import { probeResult } from '../../../shared/judge/probe-result.ts';
import { documentText } from '../../../shared/text/document-text.ts';
import type { Question } from '../../../shared/judge/judge-prompt.ts';
import type { Engine } from '../engine.ts';
import { documentTexts, queryTexts } from '../mine/texts.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { askQuestion } from './ask-question.ts';
import { openJudgeSession } from './judge-session.ts';
import { stoppedWithWorkspace } from './judges-at-work.ts';
import { drawProbeGroups, type ProbeGroup } from './probe-groups.ts';
import { noProbe, probeVariants, type ProbeVariant } from './probe-variants.ts';

export type ProbeRequest = {
  readonly workspace: string;
  readonly run: string;
  readonly judge: JudgeChoice;
  readonly limits: JudgeLimits;
  readonly probes: readonly ProbeResult['probe'][];
  readonly pairs: number;
  readonly seed: number;
};

type Work = {
  readonly group: ProbeGroup;
  readonly variant: ProbeVariant;
  readonly probe: ProbeResult['probe'];
};
type Counts = { n: number; changed: number; failed: number };

/**
 * Asks the judge about pairs that it has judged, changed in ways that should change nothing. The answers are no judgements: only the counts
 * are kept. Throws `not-found` where the judge has judged nothing of the run.
 */
export async function probeJudge(
  engine: Engine,
  request: ProbeRequest,
  task: Task,
): Promise<Output<'judge.probe'>> {
  const workspace = await engine.workspaces.open(request.workspace);
  return stoppedWithWorkspace(workspace, task, (stoppable) => probe(engine, workspace, request, stoppable));
}

async function probe(
  engine: Engine,
  workspace: Workspace,
  request: ProbeRequest,
  task: Task,
): Promise<Output<'judge.probe'>> {
  const session = await openJudgeSession(workspace, request.judge, request.limits, engine.surroundings.log);
  const { judge, prompt } = session;
  const groups = await drawProbeGroups(workspace, judge.name, request.run, request.pairs, request.seed);
  const questions = await questionsOf(workspace, groups, prompt.needsPositive, request.limits.maxCharacters);
  const work = request.probes.flatMap((probe) =>
    groups.flatMap((group, turn): readonly Work[] => {
      const question = questions[turn];
      if (question === undefined) return [];
      return probeVariants(probe, prompt, question, group.pairs, turn).map((variant) => ({
        group,
        variant,
        probe,
      }));
    }),
  );
  const counts = new Map<string, Counts>(
    request.probes.map((probe) => [probe, { n: 0, changed: 0, failed: 0 }]),
  );
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const abort = (): void => stop.abort();
  task.signal.addEventListener('abort', abort, { once: true });
  let done = 0;

  async function one({ group, variant, probe }: Work): Promise<void> {
    const asked = await askQuestion(
      session,
      variant.question,
      { stop: stop.signal, drop: stop.signal },
      variant.wording,
    );
    const own = counts.get(probe);
    for (const [i, verdict] of asked.verdicts.entries()) {
      const before = group.pairs[variant.of[i] ?? -1];
      if (own === undefined || before === undefined) continue;
      if (verdict.state !== 'answered') own.failed++;
      else {
        own.n++;
        if (variant.isChanged(before, verdict.grade)) own.changed++;
      }
    }
    done++;
    task.progress({ stage: 'probing the judge', done, total: work.length, unit: 'calls' });
  }

  try {
    if (task.signal.aborted) throw new AppError('cancelled', 'cancelled');
    const tasks = work.map(one);
    await Promise.all(tasks).catch(async (error: unknown) => {
      stop.abort();
      await Promise.allSettled(tasks);
      throw error;
    });
  } finally {
    task.signal.removeEventListener('abort', abort);
  }
  const probes = request.probes.map((probe) =>
    probeResult(probe, counts.get(probe) ?? { n: 0, changed: 0, failed: 0 }, noProbe[probe]),
  );
  if (!workspace.readOnly) await storeProbes(workspace, judge.name, probes);
  return { judge: judge.name, calls: session.budget.spent().calls, probes };
}

async function questionsOf(
  workspace: Workspace,
  groups: readonly ProbeGroup[],
  needsPositive: boolean,
  maxCharacters: number,
): Promise<readonly Question[]> {
  const queries = await queryTexts(workspace, [...new Set(groups.map(({ query }) => query))]);
  const wanted = groups.flatMap(({ pairs, positive }) => [
    ...pairs.map(({ document }) => document),
    ...(positive === null ? [] : [positive]),
  ]);
  const documents = await documentTexts(workspace, [...new Set(wanted)]);
  const textOf = (document: number): string => {
    const { title = '', text = '' } = documents.get(document) ?? {};
    return documentText(title, text).slice(0, maxCharacters);
  };
  return groups.map(({ query, positive, pairs }) => ({
    query: queries.get(query)?.text ?? '',
    positive: needsPositive && positive !== null ? textOf(positive) : null,
    documents: pairs.map(({ document }) => textOf(document)),
  }));
}

async function storeProbes(
  workspace: Workspace,
  judge: string,
  probes: readonly ProbeResult[],
): Promise<void> {
  await workspace.database.transaction(async () => {
    for (const result of probes) {
      await workspace.database.run('INSERT INTO judge_probes VALUES (?, ?, ?, now()::TIMESTAMP)', [
        judge,
        result.probe,
        JSON.stringify(result),
      ]);
    }
  });
}
