import { useEffect } from 'react';
import { useStores } from '../../app-context.ts';
import { isTextField } from '../../shell/use-commands.ts';
import type { LabelActions } from '../../stores/annotation/label-actions.ts';

/** At the end of a queue: the keys that lead back into it. */
export function useEndKeys(hasKeys: boolean, { undo, back }: LabelActions): void {
  const { navigation } = useStores();
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (navigation.getState().overlay.kind !== 'none' || isTextField(event.target) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isControl = event.ctrlKey || event.metaKey;
      if (event.shiftKey) return;
      if (isControl ? key === 'z' : hasKeys && key === 'u') undo();
      else if (!isControl && hasKeys && (key === 'b' || key === 'arrowleft')) back();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigation, hasKeys, undo, back]);
}
