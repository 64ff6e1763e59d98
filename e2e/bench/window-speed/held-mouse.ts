import type { Page } from '@playwright/test';
import { paced } from './paced.ts';

type Place = { readonly x: number; readonly y: number };

/**
 * Presses the left button at `from`, moves to `to(step)` sixty times a second, and lets go; gives the seconds that the moves took.
 * By Chromium's own protocol: for each move with a button down `page.mouse` runs two scripts in the page, which look for a drag and
 * drop, and where moves overlap their listeners and code stay there for good.
 */
export async function dragPaced(
  page: Page,
  from: Place,
  steps: number,
  to: (step: number) => Place,
): Promise<number> {
  await page.mouse.move(from.x, from.y);
  const session = await page.context().newCDPSession(page);
  let last = from;
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', buttons: number): Promise<unknown> =>
    session.send('Input.dispatchMouseEvent', { type, ...last, button: 'left', buttons, clickCount: 1 });
  try {
    await send('mousePressed', 1);
    const seconds = await paced(steps, async (step) => {
      last = to(step);
      await send('mouseMoved', 1);
    });
    await send('mouseReleased', 0);
    return seconds;
  } finally {
    await session.detach();
  }
}
