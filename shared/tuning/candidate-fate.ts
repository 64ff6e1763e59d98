import type { MiningSettings, RuleName } from '../domain/mining-settings.ts';
import { ruleBit } from '../mining/rules.ts';

/** What can become of a candidate: `fails-only` fails this rule and no other; suspects are those of the reference setting. */
export type CandidateFate =
  | { readonly kind: 'kept' }
  | { readonly kind: 'fails'; readonly rule: RuleName }
  | { readonly kind: 'fails-only'; readonly rule: RuleName }
  | { readonly kind: 'suspect' };

/** A fate under one setting: it stays what it is while tables go through the values of a slider. */
export type FateFilter = { readonly fate: CandidateFate; readonly settings: MiningSettings };

/** Whether a candidate has a fate, by its mask of failed rules (`failedMask`). */
export function hasFate(fate: CandidateFate, mask: number, isSuspect: boolean): boolean {
  switch (fate.kind) {
    case 'kept':
      return mask === 0;
    case 'fails':
      return (mask & ruleBit(fate.rule)) !== 0;
    case 'fails-only':
      return mask === ruleBit(fate.rule);
    case 'suspect':
      return isSuspect;
  }
}
