import { keysText } from '../../../shared/app-commands.ts';

/** Keys as this computer writes them: `CmdOrCtrl+Z` is `⌘Z` on a Mac and `Ctrl Z` elsewhere. */
export function keysHere(keys: string): string {
  return keysText(keys, /mac/i.test(navigator.userAgent) ? 'darwin' : 'other');
}
