import type { RelabelAction } from '../../../../shared/ipc/relabel-calls.ts';

export const relabelActions = ['drop', 'keep', 'promote'] as const satisfies readonly RelabelAction[];

/** How decisions are called, by what key they are made on the query screen, and what they do. */
export const actionTexts: Readonly<
  Record<
    RelabelAction,
    {
      readonly label: string;
      readonly done: string;
      /** For a row of the ladder. */
      readonly short: string;
      readonly key: string;
      readonly sentence: string;
    }
  >
> = {
  drop: {
    label: 'Drop',
    done: 'dropped by decision',
    short: 'dropped',
    key: 'd',
    sentence: 'No export has it as a negative any more.',
  },
  keep: {
    label: 'Keep',
    done: 'kept by decision',
    short: 'kept',
    key: 'k',
    sentence: 'It stays a negative, whatever a rule of relabelling says.',
  },
  promote: {
    label: 'Promote',
    done: 'promoted to positive',
    short: 'promoted',
    key: 'p',
    sentence: 'Exports have it as a positive of this query.',
  },
};
