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

/** Drags a column by its name past the middles of its neighbours; Escape puts it back. The window is listened to, since a name that moves loses the pointer. */
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
      const { order } = tableColumns.getState();
      window.addEventListener(
        'pointermove',
        ({ clientX }) => {
          isDrag.current ||= Math.abs(clientX - from) > slackPx;
          const by = isDrag.current ? stepsTowards(cell, clientX) : 0;
          if (by === 0) return;
          const columns = tableColumns.getState();
          columns.setOrder(movedColumn(columns, id, by));
          // Towards what is not in sight: the table brings the next neighbour.
          requestAnimationFrame(() => {
            const next = by > 0 ? cell.nextElementSibling : cell.previousElementSibling;
            (next ?? cell).scrollIntoView({ block: 'nearest', inline: 'nearest' });
          });
        },
        { signal },
      );
      window.addEventListener(
        'keydown',
        ({ key }) => {
          if (key !== 'Escape' || !isDrag.current) return;
          tableColumns.getState().setOrder(order);
          end.abort();
        },
        { signal },
      );
      for (const type of ['pointerup', 'pointercancel', 'blur']) {
        window.addEventListener(type, () => end.abort(), { signal });
      }
    },
  };
}

/** Past how many neighbours `x` is, below 0 to the left: a quick hand passes several between two events. */
function stepsTowards(cell: HTMLElement, x: number): number {
  const cells = [...(cell.parentElement?.children ?? [])];
  const at = cells.indexOf(cell);
  const before = cells.slice(0, at).filter((other) => x < middleOf(other)).length;
  return before > 0 ? -before : cells.slice(at + 1).filter((other) => x > middleOf(other)).length;
}

function middleOf(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
