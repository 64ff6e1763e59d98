import type { RatesBySource } from '../../../shared/ipc/rate-calls.ts';
import type { RateTarget } from '../../../shared/rates/estimate-rate.ts';
import { formatCount, formatShare } from './format-number.ts';

type Rate = RatesBySource['corrected'];

/** "6.2 %"; a dash where there is no number. */
export function percentText(share: number | null): string {
  return share === null ? '–' : formatShare(share, 1);
}

/** "[4.1, 8.6]" in per cent; empty where there is no interval. */
export function intervalText({ low, high }: Pick<Rate, 'low' | 'high'>): string {
  if (low === null || high === null) return '';
  return `[${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`;
}

/** "≈ 181 of 2,917": the estimated counts behind a share. */
export function partsText({ numerator, denominator }: Rate): string {
  if (numerator === undefined || denominator === undefined) return '';
  return `≈ ${formatCount(Math.round(numerator))} of ${formatCount(Math.round(denominator))}`;
}

export const rateTargetTexts: Readonly<
  Record<RateTarget, { readonly label: string; readonly sentence: string }>
> = {
  'this-set': {
    label: 'this set',
    sentence: 'The interval covers the share among exactly the negatives selected here.',
  },
  'queries-like-these': {
    label: 'queries like these',
    sentence:
      'The interval covers the share that other queries of the same kind would have: it is wider, because queries differ.',
  },
};

/** Why labels count in no rate. */
const leftOutTexts: Readonly<Record<string, string>> = {
  'hand-picked': 'picked by hand',
  unblind: 'given with the judge’s answer in sight',
  'unknown-design': 'imported without saying how they were drawn',
  gold: 'gold checks and repeats',
  'sample-of-a-run': 'a sample of a run’s negatives, which says nothing of other settings',
  'sample-of-another-run': 'a random sample of other negatives than this run’s',
  'other-plan': 'drawn elsewhere, on pairs that a draw here covers by now',
  'not-in-frame': 'on pairs that this slider never selects',
};

/** "7 picked by hand, 3 gold checks"; empty where nothing was left out. */
export function leftOutText(leftOut: Readonly<Record<string, number>>): string {
  return Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${formatCount(count)} ${leftOutTexts[reason] ?? reason}`)
    .join(', ');
}

/** Answers that never came, and how far they could move the judge's share at the worst; null where all came. */
export function unansweredText({ judge, corrected }: RatesBySource): string | null {
  const unanswered = corrected.n_judged - judge.n_judged;
  if (unanswered <= 0) return null;
  const { low, high } = judge;
  const half = low === null || high === null ? null : (high - low) / 2;
  return `${formatCount(unanswered)} unanswered${half === null ? '' : ` (±${(half * 100).toFixed(1)})`}`;
}
