import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Of the measurement at hand. */
    measuredSteps?: number[];
    measuredBlanks?: number;
    stopMeasuring?: () => void;
  }
}

/**
 * From now on, each event of this type is a step: milliseconds of the page's own thread from the event's handlers to the frame that
 * was painted after it (handlers, animation frame callbacks, style, layout, paint).
 */
export async function measureWork(page: Page, type: 'pointermove' | 'scroll'): Promise<void> {
  await page.evaluate((name) => {
    const steps: number[] = [];
    const { port1, port2 } = new MessageChannel();
    let started = 0;
    let isOpen = false;
    // A message that is posted in an animation frame arrives after that frame was painted.
    port1.addEventListener('message', () => {
      steps.push(performance.now() - started);
      isOpen = false;
    });
    port1.start();
    const begin = (): void => {
      if (isOpen) return;
      isOpen = true;
      started = performance.now();
      requestAnimationFrame(() => port2.postMessage(null));
    };
    addEventListener(name, begin, { capture: true });
    window.measuredSteps = steps;
    window.stopMeasuring = () => removeEventListener(name, begin, { capture: true });
  }, type);
}

/** The steps since `measureWork`. */
export function takeSteps(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    window.stopMeasuring?.();
    return window.measuredSteps ?? [];
  });
}
