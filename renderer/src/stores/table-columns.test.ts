import { beforeEach, expect, it, vi } from 'vitest';
import { createTableColumnsStore } from './table-columns.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

const layoutNow = () => {
  const { hidden, order, widths } = createTableColumnsStore().getState();
  return { hidden: [...hidden], order, widths };
};

it('remembers which columns are shown, their order and their widths, until they are as they come', () => {
  const asTheyCome = layoutNow();
  const columns = createTableColumnsStore().getState();
  columns.toggle('ndcg');
  columns.toggle('kept');
  columns.setOrder(['text', 'id']);
  columns.setWidth('id', 200);
  columns.setWidth('text', 300);
  columns.setWidth('text', null);
  expect(layoutNow()).toEqual({
    hidden: ['selectedSuspects', 'top', 'kept'],
    order: ['text', 'id'],
    widths: { id: 200 },
  });
  columns.reset();
  expect(layoutNow()).toEqual(asTheyCome);
});

it.each(['{', '7', '{"hidden":1,"order":{},"widths":[]}', '{"widths":{"id":"wide","text":-1}}'])(
  'is as it comes where %s is remembered',
  (text) => {
    const asTheyCome = layoutNow();
    localStorage.setItem('negscope.columns', text);
    expect(layoutNow()).toEqual(asTheyCome);
  },
);

it('lasts for the window where nothing can be stored', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem() {
      throw new Error('full');
    },
  });
  const store = createTableColumnsStore();
  store.getState().toggle('kept');
  expect(store.getState().hidden.has('kept')).toBe(true);
});

it('takes over what another window made of them, and takes nothing of it back', () => {
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  const [one, two] = [createTableColumnsStore(), createTableColumnsStore()];
  one.getState().setOrder(['text', 'id']);
  page.dispatchEvent(Object.assign(new Event('storage'), { key: 'negscope.columns' }));
  expect(two.getState().order).toEqual(['text', 'id']);
  two.getState().setWidth('id', 200);
  expect(layoutNow()).toMatchObject({ order: ['text', 'id'], widths: { id: 200 } });
});
