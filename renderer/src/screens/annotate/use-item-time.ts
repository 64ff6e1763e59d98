import { useEffect } from 'react';
import type { AnnotationStore } from '../../stores/annotation.ts';

/** Stops the clock of the pair while the window is hidden, and while this screen is. */
export function useItemTime(annotation: AnnotationStore): void {
  useEffect(() => {
    const { pauseClock, resumeClock } = annotation.getState();
    const follow = (): void => (document.visibilityState === 'visible' ? resumeClock() : pauseClock());
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      pauseClock();
    };
  }, [annotation]);
}
