import type { Output } from '../../../shared/ipc/contract.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Logger } from '../log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openDesk } from './annotation-desk.ts';
import { isRight } from './gold-checks.ts';
import type { LabelEntry } from './journal-entry.ts';
import { queueView } from './queue-view.ts';

type History = Output<'annotate.history'>;

/** Fewer checks than this say too little of anybody. */
const fewestChecks = 10;

/** An annotator's last labels, newest first, and how the checks among them went. */
export async function annotationHistory(
  workspace: Workspace,
  log: Logger,
  annotator: string,
  limit: number,
): Promise<History> {
  const desk = await openDesk(workspace, log);
  await desk.onDisk();
  const own = [...desk.state.labels(annotator)].toSorted((a, b) => b.entry - a.entry);
  const labels: History['labels'] = [];
  for (const label of own.slice(0, limit)) {
    const { query, document, value, note, evidence, queue, at, milliseconds } = label;
    const view = await queueView(workspace, queue, annotator);
    const place = view.placeOf.get(pairKey(query, document)) ?? 0;
    labels.push({ query, document, value, note, evidence, place, queue, at, milliseconds });
  }
  const repeats = repeatScore(own);
  return {
    labels,
    gold: await goldScore(workspace, own),
    ...(repeats === null ? {} : { repeats }),
    total: own.length,
  };
}

/** Each repeat beside the latest label that the same annotator gave the pair when it was asked for its own sake. */
function repeatScore(own: readonly LabelEntry[]): History['repeats'] | null {
  const given = new Map<number, LabelEntry['value']>();
  for (const { role, query, document, value } of own) {
    const key = pairKey(query, document);
    if (role === 'label' && !given.has(key)) given.set(key, value);
  }
  const repeats = own.filter(
    ({ role, query, document }) => role === 'repeat' && given.has(pairKey(query, document)),
  );
  if (repeats.length === 0) return null;
  const same = repeats.filter(({ query, document, value }) => given.get(pairKey(query, document)) === value);
  return { answered: repeats.length, same: same.length };
}

async function goldScore(workspace: Workspace, own: readonly LabelEntry[]): Promise<History['gold']> {
  const checks = own.filter(({ role }) => role === 'gold');
  if (checks.length < fewestChecks) return null;
  const dataSet = await workspace.dataSet();
  return {
    answered: checks.length,
    right: checks.filter((check) => check.value !== null && isRight(dataSet, check, check.value)).length,
  };
}
