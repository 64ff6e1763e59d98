import { useFrom, useStores } from '../app-context.ts';

/** What Ctrl Z takes back, and Ctrl Shift Z does again, on the query screen. */
export function useNextUndo(): {
  readonly undo: 'setting' | 'decision' | null;
  readonly redo: 'setting' | 'decision' | null;
} {
  const { setting, relabel, undoOrder } = useStores();
  // Either store may change the answer.
  useFrom(setting, undoOrder.undo);
  useFrom(setting, undoOrder.redo);
  return { undo: useFrom(relabel, undoOrder.undo), redo: useFrom(relabel, undoOrder.redo) };
}
