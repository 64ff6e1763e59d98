import type { DecisionList } from './relabel.ts';

type Decision = DecisionList['decisions'][number];

/** "Took back: drop of d12 for query q3": what an undo or redo changed, by the decisions listed before and after it. */
export function movedText(
  direction: 'undo' | 'redo',
  before: DecisionList | null,
  after: DecisionList | null,
): string {
  const [gone, come] = [without(before, after), without(after, before)];
  const pairs = new Set([...gone, ...come].map(({ query, document }) => `${query} ${document}`)).size;
  const done = direction === 'undo' ? 'Took back' : 'Did again';
  const [own] = direction === 'undo' ? gone : come;
  if (pairs === 1 && own !== undefined) return `${done}: ${nameOf(own)}`;
  // The step had taken a decision away.
  const [other] = direction === 'undo' ? come : gone;
  if (pairs === 1 && other !== undefined)
    return direction === 'undo' ? `In force again: ${nameOf(other)}` : `Taken away again: ${nameOf(other)}`;
  return `${done} the last step`;
}

function nameOf({ action, document_id, query_id }: Decision): string {
  return `${action} of ${document_id} for query ${query_id}`;
}

/** Decisions of one list that the other has not. */
function without(one: DecisionList | null, other: DecisionList | null): readonly Decision[] {
  const known = new Set(other?.decisions.map(keyOf));
  return one?.decisions.filter((decision) => !known.has(keyOf(decision))) ?? [];
}

function keyOf({ query, document, action }: Decision): string {
  return JSON.stringify([query, document, action]);
}
