import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { relabelCalls } from '../../../shared/ipc/relabel-calls.ts';
import { changedMappingText, defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import { documentOfKey, pairKey, queryOfKey } from '../judge/judgement-store.ts';
import { openRun } from '../mine/open-run.ts';
import { selectedColumns } from '../../../shared/mining/selected-columns.ts';
import { anyPair } from '../plans/any-pair.ts';
import { chosenJudge, countAnswers, readAnswers } from '../plans/read-answers.ts';
import { settledLabels } from '../plans/labels-of-people.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { byHand } from './decide-pairs.ts';
import { readDecisions } from './decisions.ts';
import { recordStep, relabelState } from './relabel-steps.ts';

type Request = Omit<z.output<(typeof relabelCalls)['relabel.rule']['input']>, 'workspace'>;

const words = {
  human: 'false negative by people',
  judge: 'false negative by the judge',
  'judge-and-human': 'false negative by judge and people',
} as const;

/**
 * Decides on every pair that a rule takes, as one step: those that people (adjudicated, else majority, labels of any design), a judge, or
 * both call false negatives under the mapping asked for, else the usual one. Pairs decided by hand stay as they are. `preview` only counts.
 */
export async function applyRule(workspace: Workspace, request: Request): Promise<Output<'relabel.rule'>> {
  const { rule, action, run, preview, mapping = defaultMapping } = request;
  await labelsStored(workspace);
  const judges = rule === 'human' ? new Map() : await countAnswers({ workspace, places: anyPair });
  const judge = rule === 'human' ? null : chosenJudge(judges, request.judge);
  const answers =
    judge === null || !judges.has(judge)
      ? undefined
      : await readAnswers({ workspace, places: anyPair }, judge);
  if (rule !== 'human' && answers === undefined) {
    throw new AppError(
      'not-found',
      request.judge === undefined
        ? 'no judge has answered in this workspace: judge first'
        : `no judge "${request.judge}" has answered in this workspace`,
    );
  }
  const wanted = new Set<number>();
  if (answers !== undefined) {
    for (const [key, { value }] of answers)
      if (value !== null && mapping[value] === 'false-negative') wanted.add(key);
  }
  if (rule !== 'judge') {
    const people = await settledLabels(workspace, mapping);
    const agreed = new Set<number>();
    for (const [key, event] of people)
      if (event === 'false-negative' && (rule === 'human' || wanted.has(key))) agreed.add(key);
    wanted.clear();
    for (const key of agreed) wanted.add(key);
  }
  const inRun = run === undefined ? null : await selectedPairs(workspace, run);
  const decisions = await readDecisions(workspace.database);
  let kept = 0;
  const pairs: { query: number; document: number }[] = [];
  for (const key of wanted) {
    if (inRun !== null && !inRun.has(key)) continue;
    const before = decisions.get(key);
    if (before?.because === byHand) kept++;
    else if (before?.action !== action) pairs.push({ query: queryOfKey(key), document: documentOfKey(key) });
  }
  const changed = changedMappingText(mapping);
  const because = `${words[rule]}${judge === null ? '' : ` (${judge})`}${changed === '' ? '' : `, counting ${changed}`}`;
  if (!preview && pairs.length > 0) await recordStep(workspace, because, pairs, action);
  const of = run === undefined ? '' : ` of run ${run}`;
  const done = action === 'drop' ? 'dropped from the negatives' : 'promoted to positives';
  return {
    ...(await relabelState(workspace.database)),
    pairs: pairs.length,
    sentence: `${countOf(pairs.length, 'pair')}${of} ${preview ? 'would be' : pairs.length === 1 ? 'is' : 'are'} ${done}: ${because}${kept > 0 ? `; ${countText(kept)} decided by hand ${kept === 1 ? 'stays as it is' : 'stay as they are'}` : ''}.`,
  };
}

async function selectedPairs(workspace: Workspace, name: string): Promise<ReadonlySet<number>> {
  const { decided } = await openRun(workspace, name);
  const { pool } = decided;
  const pairs = new Set<number>();
  pool.queries.forEach((query, row) => {
    for (const column of selectedColumns(decided, row))
      pairs.add(pairKey(query, pool.documents[row * pool.poolSize + column] ?? -1));
  });
  return pairs;
}
