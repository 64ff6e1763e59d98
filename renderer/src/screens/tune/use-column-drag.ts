import { useRef, type PointerEvent } from 'react';
import { useStores } from '../../app-context.ts';
import { movedColumn } from './column-layout.ts';

/** px to the side after which a press is no click any more. */
const slackPx = 6;

export type ColumnDrag = {
  readonly begin: (event: PointerEvent<HTMLElement>, id: string) => void;
  /** Whether the press that just ended was a drag: it sorts nothing. */
  readonly tookPlace: () => boolean;
};

/** Drags a column by its name past the middles of its neighbours. The window is listened to, since a name that moves loses the pointer. */
export function useColumnDrag(): ColumnDrag {
  const { tableColumns } = useStores();
  const isDrag = useRef(false);
  return {
    tookPlace: () => isDrag.current,
    begin({ button, clientX: from, currentTarget }, id) {
      isDrag.current = false;
      const cell = currentTarget.closest<HTMLElement>('[role="columnheader"]');
      if (button !== 0 || cell === null) return;
      const end = new AbortController();
      const { signal } = end;
      window.addEventListener(
        'pointermove',
        ({ clientX }) => {
          isDrag.current ||= Math.abs(clientX - from) > slackPx;
          const by = isDrag.current ? stepTowards(cell, clientX) : 0;
          const columns = tableColumns.getState();
          if (by !== 0) columns.setOrder(movedColumn(columns, id, by));
        },
        { signal },
      );
      for (const type of ['pointerup', 'pointercancel', 'blur']) {
        window.addEventListener(type, () => end.abort(), { signal });
      }
    },
  };
}

function stepTowards(cell: HTMLElement, x: number): -1 | 0 | 1 {
  const [before, after] = [cell.previousElementSibling, cell.nextElementSibling];
  if (before !== null && x < middleOf(before)) return -1;
  return after !== null && x > middleOf(after) ? 1 : 0;
}

function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
