import type { Output } from '../../../shared/ipc/contract.ts';
import { countText } from '../../../shared/text/count-text.ts';
import { nameValues, table } from './table.ts';

/** How decisions stand, for a person. */
export function relabelStateText(state: Output<'relabel.undo'>): string {
  return nameValues([
    [
      'decisions',
      `${countText(state.total)}: ${countText(state.drop)} dropped, ${countText(state.promote)} promoted, ${countText(state.keep)} kept`,
    ],
    ['undo', state.undo ?? 'nothing'],
    ['redo', state.redo ?? 'nothing'],
  ]);
}

/** Decisions in force, for a person. */
export function decisionsText(listed: Output<'relabel.list'>): string {
  const { decisions, total } = listed;
  if (decisions.length === 0) return relabelStateText(listed);
  const more = total > decisions.length ? `\n… and ${countText(total - decisions.length)} more` : '';
  return `${relabelStateText(listed)}\n\n${table(
    [
      { title: 'query' },
      { title: 'document' },
      { title: 'decision' },
      { title: 'because' },
      { title: 'when' },
    ],
    decisions.map(({ query_id, document_id, action, because, at }) => [
      query_id,
      document_id,
      action,
      because,
      at,
    ]),
  )}${more}`;
}
