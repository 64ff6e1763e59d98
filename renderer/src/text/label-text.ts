import type { LabelValue } from '../../../shared/rates/event-mapping.ts';

/** How labels are called on screen. */
export const labelTexts: Readonly<Record<LabelValue, string>> = {
  relevant: 'relevant',
  partly: 'partly relevant',
  not: 'not relevant',
  better: 'better than the positive',
  'as-good': 'as good as the positive',
  worse: 'worse than the positive',
  'umbrela-3': 'UMBRELA 3',
  'umbrela-2': 'UMBRELA 2',
  'umbrela-1': 'UMBRELA 1',
  'umbrela-0': 'UMBRELA 0',
  'positive-wrong': 'positive is wrong',
  'query-ambiguous': 'query is ambiguous',
  'cant-tell': 'can’t tell',
};
