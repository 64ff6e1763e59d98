import { expect, test, vi } from 'vitest';
import { latestOnly } from './latest-only.ts';

type Asked = { readonly input: number; readonly signal: AbortSignal; readonly answer: () => void };

function source(patienceMs = 1000) {
  const asked: Asked[] = [];
  const shown: number[] = [];
  const latest = latestOnly<number, number>({
    work: (input, signal) =>
      new Promise((resolve) => asked.push({ input, signal, answer: () => resolve(input * 10) })),
    onValue: (value) => shown.push(value),
    onError: () => shown.push(-1),
    patienceMs,
  });
  return { asked, shown, latest };
}

test('asks one question at a time and then only the newest that waited', async () => {
  const { asked, shown, latest } = source();
  for (const input of [1, 2, 3]) latest.ask(input);
  expect(asked.map(({ input }) => input)).toEqual([1]);
  asked[0]?.answer();
  await vi.waitFor(() => expect(asked.map(({ input }) => input)).toEqual([1, 3]));
  asked[1]?.answer();
  await vi.waitFor(() => expect(shown).toEqual([10, 30]));
});

test('aborts a slow overtaken question and never shows its answer', async () => {
  const { asked, shown, latest } = source(5);
  latest.ask(1);
  latest.ask(2);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[0]?.answer();
  asked[1]?.answer();
  await vi.waitFor(() => expect(shown).toEqual([20]));
});

test('shows nothing after it was cancelled', async () => {
  const { asked, shown, latest } = source();
  latest.ask(1);
  latest.cancel();
  asked[0]?.answer();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(shown).toEqual([]);
});
