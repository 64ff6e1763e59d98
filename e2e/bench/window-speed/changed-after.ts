import type { Page } from '@playwright/test';

declare global {
  interface Window {
    changedAfter?: Promise<number | null>;
  }
}

/**
 * Makes `cause` cause a click and waits until nothing inside `within` has changed for `quietMs`: milliseconds from the click to the
 * frame with the last change. Null where nothing changed in two seconds.
 */
export async function changedAfter(
  page: Page,
  within: string,
  quietMs: number,
  cause: () => Promise<void>,
): Promise<number | null> {
  await page.evaluate(
    ({ selector, quiet }) => {
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
        const begin = ({ timeStamp }: Event): void => {
          from = timeStamp;
          const body = document.querySelector(selector);
          if (body) observer.observe(body, { subtree: true, childList: true, characterData: true });
          restIn(2_000);
        };
        addEventListener('click', begin, { capture: true, once: true });
      });
    },
    { selector: within, quiet: quietMs },
  );
  await cause();
  return page.evaluate(() => window.changedAfter ?? null);
}
