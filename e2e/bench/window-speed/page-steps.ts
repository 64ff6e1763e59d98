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

/**
 * Waits for one event of this type, then until nothing inside `within` has changed for `quietMs`: milliseconds from the event to the
 * frame with the last change. Null where nothing changed. To be called before the event is caused, and awaited after.
 */
export function measureChange(
  page: Page,
  type: 'keydown' | 'click' | 'change' | 'dblclick',
  within: string,
  quietMs: number,
): Promise<number | null> {
  return page.evaluate(
    ({ name, selector, quiet }) =>
      new Promise<number | null>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        let from = 0;
        let painted: number | null = null;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const observer = new MutationObserver((changes) => {
          const isInside = changes.some(({ target }) => {
            const element = target instanceof Element ? target : target.parentElement;
            return element?.closest(selector) !== null;
          });
          if (!isInside) return;
          requestAnimationFrame(() => port2.postMessage(null));
          rest();
        });
        const rest = (): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            observer.disconnect();
            resolve(painted);
          }, quiet);
        };
        port1.addEventListener('message', () => {
          painted = performance.now() - from;
        });
        port1.start();
        addEventListener(
          name,
          (event) => {
            from = event.timeStamp;
            observer.observe(document, {
              subtree: true,
              childList: true,
              characterData: true,
              attributes: true,
            });
            // What never changes must not be waited for.
            timer = setTimeout(() => {
              observer.disconnect();
              resolve(painted);
            }, 5_000);
          },
          { capture: true, once: true },
        );
      }),
    { name: type, selector: within, quiet: quietMs },
  );
}
