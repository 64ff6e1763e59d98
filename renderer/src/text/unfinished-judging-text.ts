import type { UnfinishedJudging } from '../../../shared/ipc/judge-answers.ts';
import { formatCount } from './format-number.ts';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

const stops: Readonly<Record<UnfinishedJudging['how'], string>> = {
  paused: 'by hand',
  closed: 'when Negscope was closed',
  failed: 'by an error',
  crashed: 'when Negscope ended unexpectedly',
};

/** "Judging stopped at 37 of 200 pairs" */
export function shortUnfinishedText({ done, pairs }: Pick<UnfinishedJudging, 'done' | 'pairs'>): string {
  return `Judging stopped at ${formatCount(done)} of ${formatCount(pairs)} pairs`;
}

/** "Judging stopped at 37 of 200 pairs when Negscope was closed (Nov 26, 2026, 5:47 AM)." */
export function unfinishedText(one: Pick<UnfinishedJudging, 'done' | 'pairs' | 'how' | 'at'>): string {
  return `${shortUnfinishedText(one)} ${stops[one.how]} (${dates.format(new Date(one.at))}).`;
}
