import type { TextFlag } from '../../../shared/ipc/detail-calls.ts';
import { normaliseText } from '../../../shared/text/normalise-text.ts';

type Document = { readonly title: string; readonly text: string };

/** From this cosine to a positive on a candidate counts as its near-duplicate. */
export const nearDuplicateCosine = 0.95;

/** A shorter text lies in many others by chance. */
const shortestInside = 20;

/** What a candidate's text has in common with a positive's, compared as texts are when they are imported (NFC, one space, case kept). */
export function textFlags(candidate: Document, positives: readonly Document[]): readonly TextFlag[] {
  const [text, title] = [normaliseText(candidate.text), normaliseText(candidate.title)];
  const flags = new Set<TextFlag>();
  for (const positive of positives) {
    const other = normaliseText(positive.text);
    if (text === other) flags.add('same-text');
    else if (other.length >= shortestInside && text.includes(other)) flags.add('contains-positive');
    else if (text.length >= shortestInside && other.includes(text)) flags.add('inside-positive');
    if (title !== '' && title === normaliseText(positive.title)) flags.add('same-title');
  }
  return [...flags];
}
