import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { scaledScroll, scrollOptions } from './scaled-scroll.ts';

const rowHeightPx = 30;

export type GridScroll = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly head: RefObject<HTMLDivElement | null>;
  /** Rows to draw, in order. */
  readonly items: readonly VirtualItem[];
  /** The body's height, in px. */
  readonly heightPx: number;
  /** Rows lie where the list would have them, moved by what the bar is behind it, in px. */
  readonly behindPx: number;
  /** Scrolls a row into view, or to its middle. */
  readonly reveal: (at: number, isCentred: boolean) => void;
  /** Rows that fit at once, less two to keep one's place. */
  readonly pageRows: () => number;
};

/** Scrolling over `count` rows of which only those on screen are drawn, for more rows than a browser's tallest box. */
export function useGridScroll(count: number): GridScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const scale = useRef(1);
  const options = useMemo(() => scrollOptions(() => scale.current), []);
  // What it returns is read anew whenever the table is drawn.
  // oxlint-disable-next-line react-hooks-js/incompatible-library
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    ...options,
  });
  const scrolled = scaledScroll(
    virtualizer.getTotalSize(),
    (virtualizer.scrollRect?.height ?? rowHeightPx) - rowHeightPx,
  );
  useLayoutEffect(() => {
    scale.current = scrolled.scale;
  }, [scrolled.scale]);
  const offset = virtualizer.scrollOffset ?? 0;
  return {
    scroller,
    head,
    items: virtualizer.getVirtualItems(),
    heightPx: scrolled.heightPx,
    behindPx: offset - offset / scrolled.scale,
    // By the bar, which the virtualizer takes for the list.
    reveal(at, isCentred) {
      const box = scroller.current;
      if (!box) return;
      const view = box.clientHeight - (head.current?.offsetHeight ?? rowHeightPx);
      const top = at * rowHeightPx;
      const now = box.scrollTop * scale.current;
      const below = top + rowHeightPx - view;
      const target = isCentred ? top - view / 2 : top < now ? top : Math.max(now, below);
      // Whole px of a fast bar, rounded so that the row is not cut below.
      box.scrollTop = Math.ceil(Math.max(0, target) / scale.current);
    },
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeightPx) - 2),
  };
}
