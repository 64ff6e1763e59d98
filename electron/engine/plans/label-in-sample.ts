import type { EventMapping, LabelEvent, LabelValue } from '../../../shared/rates/event-mapping.ts';
import { settleLabels } from '../../../shared/rates/settle-labels.ts';
import { isImportedInSample, type SampleColumns } from './imported-design.ts';
import { leaveOut, type LeftOut } from './left-out.ts';
import type { PairVotes } from './read-labels.ts';

/** What the labels of a pair in the sample settle on; null where none of them belongs to the sample. */
export function labelInSample(
  { drawn, imported, adjudicated }: PairVotes,
  pair: number,
  uniform: number,
  sample: SampleColumns,
  mapping: EventMapping,
  leftOut: LeftOut,
): LabelEvent | null {
  const labels: LabelValue[] = [];
  const isDrawn = uniform < (sample.own[pair] ?? 0);
  if (isDrawn) labels.push(...drawn.values());
  else leaveOut(leftOut, 'hand-picked', drawn.size);
  for (const [annotator, { value, design }] of imported) {
    // Nobody has two votes: who labelled here, too, is heard here.
    if (isDrawn && drawn.has(annotator)) leaveOut(leftOut, 'other-plan');
    else if (isImportedInSample(sample, pair, design)) labels.push(value);
    else leaveOut(leftOut, design === 'srs' ? 'not-in-frame' : 'other-plan');
  }
  return labels.length === 0 ? null : settleLabels({ labels, adjudicated }, mapping);
}
