import type { JudgeDraft } from '../../stores/judge.ts';

type PairText = {
  readonly value: JudgeDraft['what'];
  readonly label: string;
  readonly title: string;
  readonly sentence: string;
};

/** What can be judged, and what the answers are good for. */
export const pairTexts: readonly PairText[] = [
  {
    value: 'selected',
    label: 'Selected',
    title: 'The negatives that the run selected.',
    sentence:
      'The run’s selected negatives: what a training would see. The answers count for rates at this setting.',
  },
  {
    value: 'plan',
    label: 'Wave',
    title: 'A drawn wave over every value of the rule on screen.',
    sentence:
      'Drawn over every value of the rule on screen and the naive baseline, so that rates under the whole slider, what was removed and what was lost come from the same answers.',
  },
  {
    value: 'suspects',
    label: 'Suspects',
    title: 'Candidates at or above 95 % of the lowest positive’s score.',
    sentence:
      'Candidates that score like a positive, selected or not. Good for finding missed positives; a rate needs pairs that were not picked by their score.',
  },
  {
    value: 'pool',
    label: 'Whole pool',
    title: 'Every candidate that the teacher retrieved.',
    sentence: 'Every candidate of every query: the most calls, and few of them are ever selected.',
  },
];
