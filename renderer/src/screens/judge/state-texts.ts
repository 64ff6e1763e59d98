import { failedStates, type FailedState } from '../../../../shared/judge/answer-state.ts';
import { formatCount } from '../../text/format-number.ts';

type StateText = { readonly label: string; readonly advice: string };

/** Why a pair has no label, and what helps. */
export const stateTexts: Readonly<Record<FailedState, StateText>> = {
  refused: {
    label: 'refused by the model',
    advice: 'Asking again seldom helps; another model or another wording may.',
  },
  rejected: {
    label: 'rejected by the server',
    advice: 'Mostly a text longer than the model reads; a model with a longer context takes it.',
  },
  'time-out': {
    label: 'no answer in time',
    advice: 'The server was too slow; fewer requests at a time give each more room.',
  },
  'cut-off': {
    label: 'answer cut off',
    advice:
      'The answer was longer than allowed; a model that thinks less aloud, or another wording, may fit.',
  },
  unparsable: {
    label: 'no verdict in the answer',
    advice:
      'The model did not keep to the form; asking again at temperature 0 seldom helps, a larger model does.',
  },
  unreachable: { label: 'server not reached', advice: 'Check that the server runs, then ask again.' },
  budget: { label: 'not asked', advice: 'The budget was used up; with a larger one it goes on.' },
};

/** `3 answer cut off, 2 refused by the model`; empty where none is without a label. */
export function failureText(failed: Readonly<Partial<Record<FailedState, number>>>): string {
  return failedStates
    .flatMap((state) => {
      const count = failed[state] ?? 0;
      return count === 0 ? [] : [`${formatCount(count)} ${stateTexts[state].label}`];
    })
    .join(', ');
}
