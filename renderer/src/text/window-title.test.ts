import { expect, test } from 'vitest';
import { windowTitle } from './window-title.ts';

test('a window is called by its data set first', () => {
  expect(windowTitle(null)).toBe('Negscope');
  expect(windowTitle('scifact')).toBe('scifact – Negscope');
});

test('a name neither breaks the line nor turns the app’s own name around', () => {
  expect(windowTitle('a\nb\u202Egpj\u2066')).toBe('a b gpj – Negscope');
  expect(windowTitle('x'.repeat(500)).length).toBeLessThan(100);
});
