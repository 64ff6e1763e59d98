import type { Rater } from '../../../shared/ipc/agreement-calls.ts';
import type { EventMapping, LabelEvent, LabelValue } from '../../../shared/rates/event-mapping.ts';
import { anyPair } from '../plans/any-pair.ts';
import { readAnswers } from '../plans/read-answers.ts';
import { personLabels } from '../plans/labels-of-people.ts';
import type { Workspace } from '../workspace/workspace.ts';

export type Sight = 'blind' | 'unblind' | 'all';

/** What a rater said of a pair; null: asked, without a usable answer. */
export type Rating = { readonly value: LabelValue | null; readonly note: string };

/** What a label counts as where people's labels are counted against each other: two of the same kind do not differ. */
export type LabelKind = (value: LabelValue) => string;

/** As relevant or not, labels that count as the same event under the mapping do not differ (as in rates); as grades, each value stands for itself. */
export function labelKind(scale: 'binary' | 'grades', mapping: EventMapping): LabelKind {
  return scale === 'binary' ? (value) => mapping[value] : (value) => value;
}

/** Everything a rater said, by `pairKey`: of a person, the latest within what was in sight. */
export async function raterLabels(
  workspace: Workspace,
  rater: Rater,
  sight: Sight,
  kindOf: LabelKind,
): Promise<ReadonlyMap<number, Rating>> {
  if (rater.kind === 'judge') {
    const answers = await readAnswers({ workspace, places: anyPair }, rater.name);
    return new Map(Array.from(answers, ([key, { value }]) => [key, { value, note: '' }]));
  }
  const labels = (await personLabels(workspace)).filter(
    ({ isBlind }) => sight === 'all' || isBlind === (sight === 'blind'),
  );
  if (rater.kind === 'human') {
    const own = labels.filter(({ annotator, isAdjudicated }) => annotator === rater.name && !isAdjudicated);
    return new Map(own.map(({ key, value, note }) => [key, { value, note }]));
  }
  return settled(labels, kindOf);
}

/** The adjudicated value, else the first of the kind that more than half of the annotators gave; else none. */
function settled(
  labels: Awaited<ReturnType<typeof personLabels>>,
  kindOf: LabelKind,
): ReadonlyMap<number, Rating> {
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
    const counts = new Map<string, number>();
    for (const { value } of own.values()) counts.set(kindOf(value), (counts.get(kindOf(value)) ?? 0) + 1);
    const majority = [...own.values()].find(({ value }) => 2 * (counts.get(kindOf(value)) ?? 0) > own.size);
    result.set(key, adjudicated.get(key) ?? majority ?? { value: null, note: '' });
  }
  return result;
}

/** Whether an event is one of the two that agreement as relevant or not speaks of. */
export function binaryCategory(event: LabelEvent | null): 0 | 1 | null {
  if (event === 'false-negative') return 1;
  return event === 'true-negative' ? 0 : null;
}
