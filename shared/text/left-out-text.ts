import { countOf, countText } from './count-text.ts';

const reasons: Readonly<Record<string, (count: number) => string>> = {
  starved: (count) => `${queriesOf(count)} without any negative`,
  short: (count) => `${queriesOf(count)} with fewer negatives than the format needs`,
  dropped: (count) => `${countOf(count, 'negative')} dropped by hand or rule (see relabel)`,
  promoted: (count) => `${countOf(count, 'negative')} promoted to positives (see relabel)`,
};

/** What an export left out for a reason, in words; with anchor `each` a query counts once for each positive. */
export function leftOutText(reason: string, count: number): string {
  return reasons[reason]?.(count) ?? `${countText(count)} ${reason}`;
}

function queriesOf(count: number): string {
  return countOf(count, 'query', 'queries');
}
