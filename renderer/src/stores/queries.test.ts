import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { createQueriesStore } from './queries.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Page = Output<'queries.page'>;
type Asked = {
  readonly input: Input<'queries.page'>;
  readonly signal: AbortSignal | undefined;
  readonly answer: (total: number) => Promise<void>;
};

/** A list that is answered by hand. */
function listed() {
  const asked: Asked[] = [];
  const call = (_name: string, input: Asked['input'], options?: { signal?: AbortSignal }): Promise<Page> =>
    new Promise((resolve) => {
      const answer = async (total: number): Promise<void> => {
        resolve({ total, rows: [], searched: null });
        await vi.advanceTimersByTimeAsync(0);
      };
      asked.push({ input, signal: options?.signal, answer });
    });
  // Of all calls, the list makes this one only.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const store = createQueriesStore({ call } as unknown as Client);
  store.getState().setView({
    workspace: '/w.negscope',
    teacher: 'T',
    split: 'train',
    settings: MiningSettings.parse({}),
  });
  return { store, asked };
}

test('another order does not wait for rows that are read ahead', async () => {
  const { store, asked } = listed();
  await asked[0]?.answer(1_000);
  expect(asked).toHaveLength(2);
  store.getState().setOrder({ sort: 'kept', descending: true });
  expect(asked[1]?.signal?.aborted).toBe(true);
  expect(asked[2]?.input).toMatchObject({ sort: 'kept', descending: true, offset: 0 });
});

test('an order that takes longer than a moment says so, until it is there', async () => {
  const { store, asked } = listed();
  await asked[0]?.answer(10);
  store.getState().setOrder({ sort: 'text' });
  await vi.advanceTimersByTimeAsync(200);
  expect(store.getState().isLate).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(store.getState().isLate).toBe(true);
  await asked.at(-1)?.answer(10);
  expect(store.getState().isLate).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(store.getState().isLate).toBe(false);
});
