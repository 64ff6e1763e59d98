import type { EventMapping, LabelEvent, LabelValue } from './event-mapping.ts';

/** All that was said of one pair, the latest of each annotator. */
export type PairLabels = {
  readonly labels: readonly LabelValue[];
  /** The adjudicator's decision, if there is one. */
  readonly adjudicated: LabelValue | null;
};

/**
 * What the pair counts as: the adjudicated label, else the strict majority among the annotators' events (more than half of all of them, "can't
 * tell" included), else missing. No label: null.
 */
export function settleLabels({ labels, adjudicated }: PairLabels, mapping: EventMapping): LabelEvent | null {
  if (adjudicated !== null) return mapping[adjudicated];
  if (labels.length === 0) return null;
  const votes = new Map<LabelEvent, number>();
  for (const label of labels) votes.set(mapping[label], (votes.get(mapping[label]) ?? 0) + 1);
  for (const [event, count] of votes) if (2 * count > labels.length) return event;
  return 'missing';
}
