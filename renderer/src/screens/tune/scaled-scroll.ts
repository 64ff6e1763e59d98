import { observeElementOffset, type Virtualizer } from '@tanstack/react-virtual';

/** Chromium cuts elements at about 33.5 million px; longer lists are scrolled faster than by their height. */
const tallestPx = 30_000_000;

type Rows = Virtualizer<HTMLDivElement, Element>;

export type ScaledScroll = {
  /** Height of the element that is scrolled, in px. */
  readonly heightPx: number;
  /** Px of the list for each px of the scroll bar. */
  readonly scale: number;
};

/** How a list of `totalPx` is scrolled in a box of `boxPx`, so that both ends of the bar are both ends of the list. */
export function scaledScroll(totalPx: number, boxPx: number): ScaledScroll {
  if (totalPx <= tallestPx) return { heightPx: totalPx, scale: 1 };
  return { heightPx: tallestPx, scale: (totalPx - boxPx) / (tallestPx - boxPx) };
}

/** How the virtualizer learns where the list is: from the bar, in px of the list. */
export function scrollOptions(scale: () => number) {
  return {
    observeElementOffset: (instance: Rows, tell: (offset: number, isScrolling: boolean) => void) =>
      observeElementOffset(instance, (offset, isScrolling) => tell(offset * scale(), isScrolling)),
  };
}
