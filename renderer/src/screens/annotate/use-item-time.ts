import { useEffect } from 'react';
import type { AnnotationStore } from '../../stores/annotation.ts';

/** Stops the clock of the pair while the window is hidden, and while this screen is; who comes back to it sees what others did meanwhile. */
export function useItemTime(annotation: AnnotationStore): void {
  useEffect(() => {
    const { pauseClock, resumeClock, lookAround } = annotation.getState();
    const follow = (): void => (document.visibilityState === 'visible' ? resumeClock() : pauseClock());
    follow();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('focus', lookAround);
    return () => {
      window.removeEventListener('focus', lookAround);
      document.removeEventListener('visibilitychange', follow);
      pauseClock();
    };
  }, [annotation]);
}
