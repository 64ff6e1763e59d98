import { suspectReference } from '../../../shared/mining/suspects.ts';

/**
 * The reference setting from whose bound on a candidate is a suspect, in the words of the screens: short for a tile, and whole.
 * One of another version is said as its report says it.
 */
export function suspectText(reference: string): { readonly short: string; readonly whole: string } {
  if (reference !== suspectReference.name) return { short: reference, whole: reference };
  const short = `PercPos ${suspectReference.perc * 100}\u00a0%`;
  return { short, whole: `${short} of the lowest positive` };
}
