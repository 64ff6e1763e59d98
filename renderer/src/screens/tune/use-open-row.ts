import { useEffect, useState } from 'react';
import { useApp } from '../../app-context.ts';
import { rowAt, type Blocks } from '../../stores/row-blocks.ts';

/**
 * Opens the query at a place of the list: at once or, where the row is still on its way, as soon as it is there, unless another
 * row was chosen in the meantime. `current` is the row with the focus.
 */
export function useOpenRow(blocks: Blocks, current: number): (at: number) => void {
  const { stores } = useApp();
  const [awaited, setAwaited] = useState<number | null>(null);

  function open(at: number): void {
    const row = rowAt(blocks, at);
    setAwaited(row === null ? at : null);
    if (row === null) return;
    stores.query.getState().open(row, at);
    stores.navigation.getState().go('query');
  }
  useEffect(() => {
    if (awaited === null) return;
    if (awaited !== current) setAwaited(null);
    else if (rowAt(blocks, awaited) !== null) open(awaited);
    // Only when rows come or another is chosen.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [blocks, current]);
  return open;
}
