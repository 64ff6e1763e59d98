import type { IpcMainEvent } from 'electron';
import { isOurs } from './web-security.ts';

/** Only the main frame of a page of ours may speak. */
export function isTrustedSender(event: IpcMainEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isOurs(frame.url);
}
