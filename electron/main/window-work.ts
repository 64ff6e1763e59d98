import { Notification, type BrowserWindow } from 'electron';
import { createLongWork, type EndedWork, type LongWork } from './long-work.ts';
import type { WakeLock } from './wake-lock.ts';

/** What ends sooner needs no notification: the person has hardly looked away. */
const noticedAfterSeconds = 10;

type Options = {
  readonly window: BrowserWindow;
  readonly wakeLock: WakeLock;
  readonly mayNotify: () => boolean;
};

/** One window's long work: on the dock or taskbar while it runs, as a notification when it ends unseen; the computer stays awake. */
export function createWindowWork({ window, wakeLock, mayNotify }: Options): LongWork {
  return createLongWork({
    now: () => performance.now(),
    onState(running, share) {
      wakeLock.set(window.id, running > 0);
      if (window.isDestroyed()) return;
      // Below 0: none; above 1: of unknown length.
      window.setProgressBar(running === 0 ? -1 : (share ?? 2));
    },
    onEnd(ended) {
      const isSeen = window.isDestroyed() || window.isFocused();
      if (isSeen || ended.seconds < noticedAfterSeconds || ended.error?.code === 'cancelled') return;
      if (!mayNotify() || !Notification.isSupported()) return;
      const notification = new Notification(textOf(ended));
      notification.on('click', () => {
        if (!window.isDestroyed()) window.focus();
      });
      notification.show();
    },
  });
}

function textOf({ name, error, seconds }: EndedWork): { readonly title: string; readonly body: string } {
  if (error) return { title: `${name} failed`, body: error.message.slice(0, 200) };
  return { title: `${name} is done`, body: `It took ${Math.round(seconds)} seconds.` };
}
