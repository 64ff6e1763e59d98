import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, closeStep, redo, startHistory, undo } from './history.ts';

test('a drag is one step', () => {
  let history = startHistory(0);
  for (const value of [1, 2, 3]) history = advance(history, value, 'drag');
  history = advance(closeStep(history), 4, 'drag');
  expect([undo(history).present, undo(undo(history)).present]).toEqual([3, 0]);
});

test('a change after undo forgets what was undone', () => {
  const history = advance(undo(advance(startHistory('a'), 'b', null)), 'c', null);
  expect(redo(history)).toEqual(history);
});

test('undoing everything and redoing it comes back to the same value', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1 }), { maxLength: 50 }), (values) => {
      let history = startHistory(0);
      for (const value of values) history = advance(history, value, null);
      const last = history.present;
      while (history.past.length > 0) history = undo(history);
      expect(history.present).toBe(0);
      while (history.future.length > 0) history = redo(history);
      expect(history.present).toBe(last);
    }),
  );
});
