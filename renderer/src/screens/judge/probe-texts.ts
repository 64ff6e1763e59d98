import type { ProbeResult } from '../../../../shared/ipc/judge-answers.ts';

/** What each probe is called; what it found, it says itself. */
export const probeTexts: Readonly<Record<ProbeResult['probe'], string>> = {
  'self-consistency': 'Asked again',
  'swapped-order': 'Places swapped',
  'document-length': 'Longer document',
  position: 'Other order',
  paraphrase: 'Other words',
  injection: 'Planted instructions',
};
