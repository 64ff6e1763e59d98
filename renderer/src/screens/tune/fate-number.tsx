import type { CandidateFate } from '../../../../shared/ipc/tune-filter.ts';
import { fateText } from '../../setting/rule-texts.ts';
import { formatCount, plural } from '../../text/format-number.ts';

/** Which candidates are shown by what became of them, and how to choose others. */
export type FateChoice = {
  readonly fate: CandidateFate | null;
  readonly onHold: (fate: CandidateFate | null) => void;
};

type FateNumberProps = {
  readonly count: number;
  readonly fate: CandidateFate;
  /** Absent where there are no rows to lead to. */
  readonly choice: FateChoice | undefined;
};

/** A count of candidates that leads to them; pressed while they are the ones that are shown. */
export function FateNumber({ count, fate, choice }: FateNumberProps) {
  if (choice === undefined) return formatCount(count);
  const isHeld = JSON.stringify(choice.fate) === JSON.stringify(fate);
  return (
    <button
      type="button"
      className="number-button"
      aria-pressed={isHeld}
      aria-label={`${plural(count, 'candidate')}, ${fateText(fate)}`}
      title={isHeld ? 'Shows all candidates again' : 'Shows these candidates and their queries'}
      onClick={() => choice.onHold(isHeld ? null : fate)}
    >
      {formatCount(count)}
    </button>
  );
}
