import { afterEach, expect, test, vi } from 'vitest';
import { keysHere } from './keys-here.ts';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', '⌘Z', '⌘⇧Z'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Ctrl Z', 'Ctrl Shift Z'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Ctrl Z', 'Ctrl Shift Z'],
])('on %s', (userAgent, undo, redo) => {
  vi.stubGlobal('navigator', { userAgent });
  expect([keysHere('CmdOrCtrl+Z'), keysHere('CmdOrCtrl+Shift+Z')]).toEqual([undo, redo]);
});
