import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { readRunRow } from '../mine/run-rows.ts';
import { Refusals } from '../import/intake/refusals.ts';
import type { Task } from '../task.ts';
import type { Database } from '../workspace/database.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { LabelDesign } from '../../../shared/domain/label-origin.ts';
import type { LabelKind } from './exported-word.ts';
import type { LabelLine } from './label-line.ts';
import { labelAppender, resolveStaged, storeResolved, type StagedWord } from './label-staging.ts';
import { readLabels } from './read-labels.ts';

export type LabelsRequest = {
  readonly path: string;
  /** Who made them, where a line does not say; absent: every line must. */
  readonly by?: string | undefined;
  /** Absent: as each line of an export says. */
  readonly kind?: 'human' | 'judge' | undefined;
  /** The lowest grade that is relevant; absent: as each line of an export says, else 1. */
  readonly relevantFrom?: number | undefined;
  /** Absent: as each line of an export says, else unknown. */
  readonly design?: LabelDesign | undefined;
  /** The run that the design is of, where it is of one. */
  readonly run?: string | undefined;
};

/**
 * Takes in labels made elsewhere, all or (when it fails or is cancelled) none. A label of the same pair, kind and annotator is replaced.
 * A line that this program exported says itself what it is: of which kind (those of the other are refused), and, unless the request does, whether it is
 * relevant and by which design.
 * A `run` is a stored one: `not-found`, and `wrong-usage` with an unknown design, which says nothing of any run.
 * Lines that cannot be read, that name unknown ids, or that a later line of the file takes back are refused: counted, the first 1,000 listed.
 */
export async function importLabels(
  workspace: Workspace,
  request: LabelsRequest,
  task: Task,
): Promise<Output<'labels.import'>> {
  if (workspace.readOnly) {
    throw new AppError('read-only', `${workspace.path} cannot be written: no labels can be taken in`);
  }
  await checkRun(workspace, request);
  const refusals = new Refusals(false);
  const { database } = workspace;
  const stored = await database.transaction(async () => {
    await stage(database, request, refusals, task);
    task.progress({ stage: 'finding their pairs', done: 0, total: null, unit: 'labels' });
    const unusable = await resolveStaged(database);
    for (const { line, reason } of unusable) refusals.add({ file: basename(request.path), line }, reason);
    task.signal.throwIfAborted();
    task.progress({ stage: 'storing them', done: 0, total: null, unit: 'labels' });
    return storeResolved(database, request.run ?? null);
  });
  const refused = refusals.list.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ...stored, refused, refused_total: refusals.total };
}

async function checkRun(workspace: Workspace, { run, design }: LabelsRequest): Promise<void> {
  if (run === undefined) return;
  if (design === undefined || design === 'unknown') {
    throw new AppError(
      'wrong-usage',
      `--run says of which run labels are a census or sample: say which with --design, too`,
    );
  }
  await readRunRow(workspace, run);
}

async function stage(
  database: Database,
  request: LabelsRequest,
  refusals: Refusals,
  task: Task,
): Promise<void> {
  const { path, by } = request;
  const file = basename(path);
  const total = (await stat(path).catch(() => null))?.size ?? 0;
  let done = 0;
  const appender = await labelAppender(database);
  for await (const batch of readLabels(path, (bytes) => (done += bytes))) {
    task.signal.throwIfAborted();
    for (const { line, label } of batch) {
      if (label.problem !== undefined) {
        refusals.add({ file, line }, label.problem);
        continue;
      }
      const annotator = label.value.annotator ?? by;
      const kind = label.value.exported?.kind ?? request.kind;
      if (kind === undefined || annotator === undefined) {
        throw new AppError(
          'wrong-usage',
          `${file}:${line}: the line does not say ${kind === undefined ? 'whether a person or a judge gave the label' : 'who gave the label'}, as those of an export do: say who gave them (--kind, --by)`,
        );
      }
      const word = wordOf(label.value, kind, request);
      if (typeof word === 'string') refusals.add({ file, line }, word);
      else appender.append(line, label.value, word, annotator);
    }
    task.progress({ stage: `reading ${file}`, done, total, unit: 'bytes' });
  }
  appender.close();
}

/**
 * What a label is: what a line says itself counts where the request does not say otherwise, and one that is no grade stays what it is. Or
 * why it cannot be taken in as it was asked for.
 */
function wordOf(
  { grade, exported, probability }: LabelLine,
  kind: LabelKind,
  { kind: wanted, relevantFrom, design: given }: LabelsRequest,
): StagedWord | string {
  if (wanted !== undefined && (kind === 'judge') !== (wanted === 'judge')) {
    return kind === 'judge'
      ? 'a judge\'s answer, among labels of people: import the file again with kind "judge" for these'
      : 'a label of people, among a judge\'s answers: import the file again with kind "human" for these';
  }
  const design = given ?? exported?.design ?? 'unknown';
  if (probability === null && design === 'probability') {
    return 'no "probability", which the design asks of every line';
  }
  const isOwn = exported !== null && (relevantFrom === undefined || grade === null);
  const relevant = (isOwn ? exported.relevant : undefined) ?? (grade ?? 0) >= (relevantFrom ?? 1);
  const value = (isOwn ? exported.value : undefined) ?? (relevant ? 'relevant' : 'not');
  return { kind, relevant, design, value };
}
