import type { Page } from '@playwright/test';

declare global {
  interface Window {
    paintedAfter?: Promise<number>;
  }
}

/**
 * Makes `cause` cause one event of this type and waits until the page has an element that `selector` matches: milliseconds from the
 * event to the frame in which it was painted.
 */
export async function paintedAfter(
  page: Page,
  type: 'keydown' | 'click',
  selector: string,
  cause: () => Promise<void>,
): Promise<number> {
  await page.evaluate(
    ({ name, wanted }) => {
      window.paintedAfter = new Promise<number>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        let from = 0;
        // A message that is posted in an animation frame arrives after that frame was painted.
        port1.addEventListener('message', () => resolve(performance.now() - from));
        port1.start();
        const look = (): void => {
          if (document.querySelector(wanted) === null) requestAnimationFrame(look);
          else port2.postMessage(null);
        };
        const begin = ({ timeStamp }: Event): void => {
          from = timeStamp;
          requestAnimationFrame(look);
        };
        addEventListener(name, begin, { capture: true, once: true });
      });
    },
    { name: type, wanted: selector },
  );
  await cause();
  return page.evaluate(() => window.paintedAfter ?? Number.NaN);
}
