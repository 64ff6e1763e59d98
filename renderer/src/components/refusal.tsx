type RefusalProps = {
  readonly id: string;
  /** The CSS name of the box that it is about. */
  readonly anchor: string;
  readonly sentence: string;
};

/** Why what was typed is not taken: over everything else beside its field, so that nothing moves and no panel cuts it off. */
export function Refusal({ id, anchor, sentence }: RefusalProps) {
  return (
    <span
      ref={show}
      id={id}
      popover="manual"
      role="alert"
      className="refusal"
      style={{ positionAnchor: anchor }}
    >
      {sentence}
    </span>
  );
}

function show(element: HTMLElement | null): void {
  element?.showPopover();
}

const mostShown = 40;

/** “abc” is not a number. 95 % still applies. */
export function refusalSentence(typed: string, mustBe: string, stays: string): string {
  const plain = typed.trim();
  const shown = plain.length > mostShown ? `${plain.slice(0, mostShown)}…` : plain;
  const what = plain === '' ? 'An empty field' : `“${shown}”`;
  return `${what} is not ${mustBe}. ${stays === '' ? 'Nothing has changed.' : `${stays} still applies.`}`;
}
