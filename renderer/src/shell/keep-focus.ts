import { isTextField } from './use-commands.ts';

const controls =
  ':is(a[href], button, input, select, textarea, summary, [tabindex="0"]):not(:disabled, [tabindex="-1"])';
/** Parts of the page, in which what is near can be found: the smaller come first. */
const parts = '[role=group], [role=region], form, section, dialog, main';

type Held = {
  readonly element: HTMLElement;
  /** The parts around it, innermost first, each with its controls as they were. */
  readonly around: readonly { readonly part: Element; readonly order: readonly HTMLElement[] }[];
};

/**
 * Where a control that has the focus is taken away (a chip that is cleared, a row that is removed, a button that gives way to a
 * question), the focus goes to what took its place in the smallest part of the page that is left, else to the control after it or
 * before it; where the whole screen changed, to the new one. Without this the focus falls to the body, and who works by keyboard
 * or screen reader starts anew. Returns what ends it.
 */
export function keepFocus(page: Document): () => void {
  let held: Held | null = null;

  function remember({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return;
    const around: Held['around'][number][] = [];
    for (let part = target.closest(parts); part; part = part.parentElement?.closest(parts) ?? null)
      around.push({ part, order: controlsIn(part) });
    held = { element: target, around };
  }
  function forget({ target }: FocusEvent): void {
    // The browser tells of an element's removal in the same way, and while it is going on: what is left is seen after it.
    queueMicrotask(() => {
      const isThere =
        held?.element === target && held.element.isConnected && !held.element.matches(':disabled');
      if (isThere && page.hasFocus()) held = null;
    });
  }
  function restore(): void {
    if (held === null || page.activeElement !== page.body) return;
    if (!held.element.isConnected) placeOf(held, page)?.focus();
  }
  const observer = new MutationObserver(restore);
  observer.observe(page.body, { childList: true, subtree: true });
  page.addEventListener('focusin', remember);
  page.addEventListener('focusout', forget);
  return () => {
    observer.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('focusout', forget);
  };
}

/** The control to go to from one that is gone; the new screen where nothing is left of the old. */
function placeOf({ element, around }: Held, page: Document): HTMLElement | null {
  for (const { part, order } of around) {
    // Outside a group or dialog that somebody works in, a key meant for the page must not be written into a field.
    const mayType = part.matches('[role=group], dialog, dialog *');
    const left = part.isConnected
      ? controlsIn(part).filter((one) => one.checkVisibility() && (mayType || !isTextField(one)))
      : [];
    if (left.length === 0) continue;
    const isLeft = new Set(left);
    const before = order.slice(0, Math.max(0, order.indexOf(element))).findLast((one) => isLeft.has(one));
    const at = before === undefined ? -1 : left.indexOf(before);
    return left[at + 1] ?? left[at] ?? null;
  }
  return page.querySelector('main');
}

function controlsIn(part: Element): readonly HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(controls)];
}
