import { expect, test } from 'vitest';
import { DeclaredGrid } from './rated-view.ts';

test('a declared grid comes through a message of JSON, as those of commands are', () => {
  const sent = JSON.stringify({ slider: 'abs', grid: [0.1, 0.25] });
  expect(DeclaredGrid.parse(JSON.parse(sent)).grid).toEqual(Float64Array.of(0.1, 0.25));
  const unsorted = DeclaredGrid.safeParse({ slider: 'abs', grid: [0.3, 0.2] });
  expect(unsorted.error?.issues[0]?.message).toBe('a grid ascends');
});
