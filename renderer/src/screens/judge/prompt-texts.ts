import { binaryTemplate } from '../../../../shared/judge/binary-prompt.ts';
import type { PromptChoice } from '../../../../shared/judge/prompt-choice.ts';
import { umbrelaTemplate } from '../../../../shared/judge/umbrela-prompt.ts';

export type PromptText = {
  readonly name: PromptChoice['name'];
  readonly label: string;
  readonly sentence: string;
};

/** Every way of asking, with what it is for. */
export const promptTexts: readonly PromptText[] = [
  { name: 'binary', label: 'Relevant or not', sentence: 'One call a pair; the plainest question.' },
  {
    name: 'umbrela',
    label: 'UMBRELA, 0 to 3',
    sentence: 'One call a pair; graded, relevant from 2, as in the UMBRELA papers.',
  },
  {
    name: 'preference',
    label: 'Compared with the positive',
    sentence:
      'Better than, as good as or worse than the labelled positive; one call for up to 10 candidates.',
  },
  {
    name: 'custom',
    label: 'Your own wording',
    sentence: 'A template with {query}, {document} and perhaps {positive}; the form of the answer is added.',
  },
];

export const scaleTemplates = { binary: binaryTemplate, umbrela: umbrelaTemplate } as const;
