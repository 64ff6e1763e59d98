import type { Verdict } from './judge-prompt.ts';

/** The third state for an answer that says nothing usable; the answer's beginning is kept to read. */
export function unparsable(answer: string, documents = 1): readonly Verdict[] {
  const shown = answer.trim().slice(0, 300);
  const reason = shown === '' ? 'the answer was empty' : `no verdict could be read from: ${shown}`;
  return Array.from({ length: documents }, () => ({ state: 'unparsable', reason }));
}
