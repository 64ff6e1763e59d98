import { useState, type KeyboardEvent } from 'react';

export type ChosenRows = {
  /** The row with the focus. */
  readonly current: number;
  readonly from: number;
  readonly to: number;
  /** Goes to a row; `isRange` keeps the rows up to it chosen, too. */
  readonly choose: (at: number, isRange: boolean) => void;
  /** Where a key goes from the current row, null for a key that goes nowhere. */
  readonly target: (event: KeyboardEvent, pageRows: number) => number | null;
};

/** The rows of a grid that are chosen: one, or with Shift all up to another. */
export function useChosenRows(count: number, start: number): ChosenRows {
  const [active, setActive] = useState(start);
  /** The other end of the rows that are chosen. */
  const [mark, setMark] = useState<number | null>(null);
  const last = Math.max(0, count - 1);
  const current = Math.min(active, last);
  return {
    current,
    from: Math.min(mark ?? current, current),
    to: Math.max(mark ?? current, current),
    choose(at, isRange) {
      setMark(isRange ? (mark ?? current) : null);
      setActive(at);
    },
    target({ key }, pageRows) {
      const moves: Readonly<Record<string, number>> = {
        ArrowDown: 1,
        ArrowUp: -1,
        PageDown: pageRows,
        PageUp: -pageRows,
        Home: -current,
        End: last - current,
      };
      const by = moves[key];
      return by === undefined ? null : Math.min(Math.max(current + by, 0), last);
    },
  };
}
