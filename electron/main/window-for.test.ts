import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { windowFor } from './window-for.ts';

const shows = (shown: string | null, isFocused = false) => ({ shown, isFocused });

test('a workspace goes to the window that shows it, else to one that shows none, else to a new one', () => {
  expect(windowFor([shows('a', true), shows('b')], 'b')).toEqual({ kind: 'focus', at: 1 });
  expect(windowFor([shows('a', true), shows(null)], 'c')).toEqual({ kind: 'show', at: 1 });
  expect(windowFor([shows(null), shows('a'), shows(null, true)], 'c')).toEqual({ kind: 'show', at: 2 });
  expect(windowFor([shows('a', true), shows('b')], 'c')).toEqual({ kind: 'new' });
  expect(windowFor([], 'c')).toEqual({ kind: 'new' });
});

test('without a workspace the app comes to the front', () => {
  expect(windowFor([shows('a'), shows('b', true)], null)).toEqual({ kind: 'focus', at: 1 });
  expect(windowFor([shows('a'), shows('b')], null)).toEqual({ kind: 'focus', at: 0 });
  expect(windowFor([], null)).toEqual({ kind: 'new' });
});

test('a link to a workspace is that workspace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'negscope-window-for-'));
  try {
    const link = `${folder}.link`;
    symlinkSync(folder, link, 'junction');
    expect(windowFor([shows(folder)], link)).toEqual({ kind: 'focus', at: 0 });
    rmSync(link);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
