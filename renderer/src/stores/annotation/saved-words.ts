import type { LabelValue } from '../../../../shared/rates/event-mapping.ts';
import { labelTexts } from '../../text/label-text.ts';
import type { LabelAction } from './label-saves.ts';

/** What is said once the engine has it on disk. */
export function savedWords(kind: LabelAction['kind'], value: LabelValue | null): string {
  const word = value === null ? 'no label' : labelTexts[value];
  switch (kind) {
    case 'record':
      return `Saved to disk: ${word}.`;
    case 'skip':
      return 'Skipped; it comes again after all others.';
    case 'undo':
      return `Undone: it has ${value === null ? word : `the label ${word}`} now.`;
    case 'redo':
      return `Done again: ${word}.`;
  }
}
