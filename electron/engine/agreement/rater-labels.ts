import type { Rater } from '../../../shared/ipc/agreement-calls.ts';
import type { LabelEvent, LabelValue } from '../../../shared/rates/event-mapping.ts';
import { anyPair } from '../plans/any-pair.ts';
import { readAnswers } from '../plans/read-answers.ts';
import { personLabels } from '../plans/labels-of-people.ts';
import type { Workspace } from '../workspace/workspace.ts';

export type Sight = 'blind' | 'unblind' | 'all';

/** What a rater said of a pair; null: asked, without a usable answer. */
export type Rating = { readonly value: LabelValue | null; readonly note: string };

/** Everything a rater said, by `pairKey`: of a person, the latest within what was in sight. */
export async function raterLabels(
  workspace: Workspace,
  rater: Rater,
  sight: Sight,
): Promise<ReadonlyMap<number, Rating>> {
  if (rater.kind === 'judge') {
    const answers = (await readAnswers({ workspace, places: anyPair })).get(rater.name);
    return new Map(Array.from(answers ?? [], ([key, { value }]) => [key, { value, note: '' }]));
  }
  const labels = (await personLabels(workspace)).filter(
    ({ isBlind }) => sight === 'all' || isBlind === (sight === 'blind'),
  );
  if (rater.kind === 'human') {
    const own = labels.filter(({ annotator, isAdjudicated }) => annotator === rater.name && !isAdjudicated);
    return new Map(own.map(({ key, value, note }) => [key, { value, note }]));
  }
  return settled(labels);
}

/** The adjudicated value, else the one that more than half of the annotators gave; else none. */
function settled(labels: Awaited<ReturnType<typeof personLabels>>): ReadonlyMap<number, Rating> {
  const votes = new Map<number, Map<string, Rating & { readonly value: LabelValue }>>();
  const adjudicated = new Map<number, Rating>();
  for (const { key, annotator, value, note, isAdjudicated } of labels) {
    if (isAdjudicated) adjudicated.set(key, { value, note });
    const own = votes.get(key) ?? new Map<string, Rating & { readonly value: LabelValue }>();
    votes.set(key, own);
    if (!isAdjudicated) own.set(annotator, { value, note });
  }
  const result = new Map<number, Rating>();
  for (const [key, own] of votes) {
    const counts = new Map<LabelValue, number>();
    for (const { value } of own.values()) counts.set(value, (counts.get(value) ?? 0) + 1);
    const majority = [...counts].find(([, count]) => 2 * count > own.size)?.[0] ?? null;
    const note = [...own.values()].find(({ value }) => value === majority)?.note ?? '';
    result.set(key, adjudicated.get(key) ?? { value: majority, note });
  }
  return result;
}

/** Whether an event is one of the two that agreement as relevant or not speaks of. */
export function binaryCategory(event: LabelEvent | null): 0 | 1 | null {
  if (event === 'false-negative') return 1;
  return event === 'true-negative' ? 0 : null;
}
