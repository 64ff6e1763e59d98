import type { LabelEvent } from './event-mapping.ts';
import { humanLabel } from './labelled-frame.ts';

/**
 * The `humanLabel` code of a settled label in a frame about `counted`: 1 of N pairs is what is counted, any other known outcome is not (all
 * shares are of the same pairs); missing stays missing.
 */
export function labelCode(
  event: LabelEvent | null,
  counted: Exclude<LabelEvent, 'missing' | 'true-negative'> = 'false-negative',
): number {
  if (event === null) return humanLabel.none;
  if (event === 'missing') return humanLabel.missing;
  return event === counted ? humanLabel.relevant : humanLabel.notRelevant;
}
