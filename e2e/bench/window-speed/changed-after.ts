import type { Page } from '@playwright/test';

declare global {
  interface Window {
    changedAfter?: Promise<number | null>;
  }
}

/**
 * Makes `cause` cause an event of this type (Enter, of keys) and waits until nothing inside `within` has changed for `quietMs`:
 * milliseconds from the event to the frame with the last change. Null where nothing changed in three seconds.
 */
export async function changedAfter(
  page: Page,
  type: 'click' | 'keydown',
  within: string,
  quietMs: number,
  cause: () => Promise<void>,
): Promise<number | null> {
  await page.evaluate(
    ({ name, selector, quiet }) => {
      window.changedAfter = new Promise<number | null>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        let from = 0;
        let painted: number | null = null;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const observer = new MutationObserver(() => {
          requestAnimationFrame(() => port2.postMessage(null));
          restIn(quiet);
        });
        const restIn = (ms: number): void => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            observer.disconnect();
            resolve(painted);
          }, ms);
        };
        port1.addEventListener('message', () => {
          painted = performance.now() - from;
        });
        port1.start();
        const begin = (event: Event): void => {
          if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
          removeEventListener(name, begin, { capture: true });
          from = event.timeStamp;
          const body = document.querySelector(selector);
          if (body) observer.observe(body, { subtree: true, childList: true, characterData: true });
          restIn(3_000);
        };
        addEventListener(name, begin, { capture: true });
      });
    },
    { name: type, selector: within, quiet: quietMs },
  );
  await cause();
  return page.evaluate(() => window.changedAfter ?? null);
}
