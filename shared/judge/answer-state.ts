/**
 * What became of a question to the judge. Only `answered` is a label; the others are the third state, with a reason:
 * `refused` by the model, `rejected` by the server (too long, say), `time-out`, `cut-off` before the end, `unparsable`,
 * `unreachable` after every try, `budget`: planned but not asked, because the budget was used up.
 */
export const failedStates = [
  'refused',
  'rejected',
  'time-out',
  'cut-off',
  'unparsable',
  'unreachable',
  'budget',
] as const;
export type FailedState = (typeof failedStates)[number];
export const answerStates = ['answered', ...failedStates] as const;
export type AnswerState = (typeof answerStates)[number];

/** Reasons are kept to read, not to archive. */
const longestReason = 2_000;

/** A judge's words as they may be stored: well-formed, without control characters, of bounded length. */
export function boundedReason(text: string): string {
  const clean = text
    // oxlint-disable-next-line no-control-regex -- these are what it is about
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '\ufffd')
    .trim();
  const points = Array.from(clean.slice(0, 2 * longestReason + 2));
  return points.length > longestReason ? `${points.slice(0, longestReason - 1).join('')}…` : clean;
}
