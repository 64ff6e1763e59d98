/** Labels that people and judges give. */
export const labelValues = [
  'relevant',
  'partly',
  'not',
  'better',
  'as-good',
  'worse',
  'umbrela-3',
  'umbrela-2',
  'umbrela-1',
  'umbrela-0',
  'positive-wrong',
  'query-ambiguous',
  'cant-tell',
] as const;
export type LabelValue = (typeof labelValues)[number];

/** What a label counts as. A wrong positive and an ambiguous query are outcomes of their own, each with its own share. */
export const labelEvents = [
  'false-negative',
  'true-negative',
  'positive-wrong',
  'query-ambiguous',
  'missing',
] as const;
export type LabelEvent = (typeof labelEvents)[number];
export type EventMapping = Readonly<Record<LabelValue, LabelEvent>>;

/** What counts as a false negative unless it is switched (`statistics.md` §1); shown beside every rate. */
export const defaultMapping: EventMapping = {
  relevant: 'false-negative',
  partly: 'true-negative',
  not: 'true-negative',
  better: 'false-negative',
  'as-good': 'false-negative',
  worse: 'true-negative',
  'umbrela-3': 'false-negative',
  'umbrela-2': 'false-negative',
  'umbrela-1': 'true-negative',
  'umbrela-0': 'true-negative',
  'positive-wrong': 'positive-wrong',
  'query-ambiguous': 'query-ambiguous',
  'cant-tell': 'missing',
};

/** What a mapping changes of the usual one, as `partly=false-negative`; empty where it is that. */
export function changedMappingText(mapping: EventMapping): string {
  return labelValues
    .filter((value) => mapping[value] !== defaultMapping[value])
    .map((value) => `${value}=${mapping[value]}`)
    .join(', ');
}
