import { expect, test } from 'vitest';
import { createSettingStore } from './setting.ts';

const scores = { min: 0, max: 1 };

test('one drag is undone at once, the next one separately', () => {
  const store = createSettingStore();
  const { slide, endDrag, undo } = store.getState();
  for (const value of [0.94, 0.93, 0.92]) slide(value);
  endDrag();
  for (const value of [0.91, 0.9]) slide(value);
  undo();
  expect(store.getState().history.present.settings.perc).toBe(0.92);
  undo();
  expect(store.getState().history.present.settings.perc).toBe(0.95);
});

test('a method comes back with the value it had', () => {
  const store = createSettingStore();
  const { slide, chooseMethod } = store.getState();
  slide(0.9);
  chooseMethod('naive', scores);
  expect(store.getState().history.present.settings.perc).toBeNull();
  chooseMethod('perc-pos', scores);
  expect(store.getState().history.present.settings.perc).toBe(0.9);
});

test('other rules stay when the method changes', () => {
  const store = createSettingStore();
  store.getState().change({ minScore: 0.2 });
  store.getState().chooseMethod('shifted', scores);
  expect(store.getState().history.present.settings).toMatchObject({ shift: 10, perc: null, minScore: 0.2 });
});
