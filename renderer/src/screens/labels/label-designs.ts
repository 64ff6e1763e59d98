import type { LabelsImport } from '../../stores/label-files.ts';

export type LabelDesign = NonNullable<LabelsImport['design']>;

/** How labelled pairs can have been chosen, and what follows for rates. */
export const labelDesigns: readonly {
  readonly value: LabelDesign;
  readonly label: string;
  readonly sentence: string;
}[] = [
  {
    value: 'unknown',
    label: 'Not known, or as an export’s lines say',
    sentence: 'They count in agreement and relabelling; corrected rates leave them out and say so.',
  },
  { value: 'census', label: 'Every pair of a run', sentence: 'A census: rates of that run count them.' },
  {
    value: 'srs',
    label: 'A simple random sample of a run’s negatives',
    sentence: 'Each was as likely as every other: rates of that run count them.',
  },
  {
    value: 'probability',
    label: 'Drawn, each with its own probability',
    sentence: 'Every line says it as “probability”: above 0, at most 1.',
  },
];
