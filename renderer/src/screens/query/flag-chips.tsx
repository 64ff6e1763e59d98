import type { TextFlag } from '../../../../shared/ipc/detail-calls.ts';
import { formatCount, formatScore } from '../../text/format-number.ts';
import type { DocumentContext } from './use-query-context.ts';

type FlagChipsProps = { readonly context: DocumentContext; readonly tokenLimit: number | null };

/** Short words for what is odd about a candidate's text; each with its sentence. */
export const flagTexts: Readonly<Record<TextFlag, { readonly label: string; readonly sentence: string }>> = {
  'same-text': {
    label: 'same text as a positive',
    sentence: 'Its text equals a positive’s; only the title differs.',
  },
  'near-duplicate': {
    label: 'near-duplicate',
    sentence: 'Its vector is almost a positive’s (cosine 0.95 or more).',
  },
  'contains-positive': {
    label: 'contains the positive',
    sentence: 'A positive’s whole text lies in its text.',
  },
  'inside-positive': { label: 'part of the positive', sentence: 'Its whole text lies in a positive’s text.' },
  'same-title': {
    label: 'sibling: same title',
    sentence: 'It has the title of a positive: a part of the same document.',
  },
  truncated: { label: 'truncated', sentence: 'The teacher reads only its beginning; the score is of that.' },
};

/** What is known of a candidate's text whatever the setting. */
export function FlagChips({ context, tokenLimit }: FlagChipsProps) {
  const { flags, positiveCosine, tokens } = context;
  return (
    <>
      {flags.map((flag) => (
        <span key={flag} className="chip warning" title={flagTexts[flag].sentence}>
          {flag === 'near-duplicate' && positiveCosine !== null
            ? `near-duplicate (cosine ${formatScore(positiveCosine)})`
            : flag === 'truncated' && tokens !== null && tokenLimit !== null
              ? `${formatCount(tokenLimit)} of ${tokensText(tokens, tokenLimit)} tokens read`
              : flagTexts[flag].label}
        </span>
      ))}
    </>
  );
}

/** Counting ends at four times the limit. */
function tokensText(tokens: number, limit: number): string {
  return tokens >= limit * 4 ? `over ${formatCount(limit * 4)}` : formatCount(tokens);
}
