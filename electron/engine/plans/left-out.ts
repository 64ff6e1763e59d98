/**
 * Labels that rates leave out, by reason: `hand-picked`, `unblind`, `unknown-design`, `gold`, `not-in-frame`; `sample-of-a-run`: a simple
 * random sample of a run's selected, or what was imported for one run, which says nothing of a view; `sample-of-another-run`: what was
 * imported for another run, or a simple random sample that holds pairs which this run does not select; `other-plan`: of pairs that a draw of this program covers by now.
 */
export type LeftOut = Map<LeftOutReason, number>;
export type LeftOutReason =
  | 'hand-picked'
  | 'unblind'
  | 'unknown-design'
  | 'gold'
  | 'not-in-frame'
  | 'sample-of-a-run'
  | 'sample-of-another-run'
  | 'other-plan';

/** Counts a label, or several. */
export function leaveOut(leftOut: LeftOut, reason: LeftOutReason, labels = 1): void {
  if (labels > 0) leftOut.set(reason, (leftOut.get(reason) ?? 0) + labels);
}
