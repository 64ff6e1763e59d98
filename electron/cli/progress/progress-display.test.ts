import { expect, test } from 'vitest';
import { createProgressDisplay } from './progress-display.ts';

type Shown = {
  readonly written: readonly string[];
  readonly at: (ms: number, done: number, total?: number | null) => void;
  readonly clear: () => void;
};

function display(columns: number | null, quiet = false): Shown {
  const written: string[] = [];
  let nowMs = 0;
  const shown = createProgressDisplay(
    { write: (text) => written.push(text), columns: () => columns, nowMs: () => nowMs },
    quiet,
  );
  return {
    written,
    at(ms, done, total = 100) {
      nowMs = ms;
      shown.show({ stage: 'Encoding', done, total, unit: 'texts' });
    },
    clear: shown.clear,
  };
}

test('a line every three seconds, with rate and time left, where there is no terminal', () => {
  const { written, at } = display(null);
  for (let second = 0; second <= 7; second++) at(second * 1000, second * 10);
  expect(written).toEqual([
    'Encoding  30 %  30 of 100 texts  10/s  7.0 s left\n',
    'Encoding  60 %  60 of 100 texts  10/s  4.0 s left\n',
  ]);
});

test('one redrawn line that fits on a terminal, taken away at the end', () => {
  const { written, at, clear } = display(40);
  at(0, 0);
  at(50, 1);
  at(1000, 50);
  clear();
  clear();
  expect(written).toHaveLength(3);
  const [erase, drawn = ''] = [written[1]?.slice(0, 5), written[1]?.slice(5)];
  expect(erase).toBe('\r\u001b[2K');
  expect(drawn).toMatch(/^█{12}░{12} Encoding/u);
  expect(drawn).toHaveLength(39);
  expect(written[2]).toBe('\r\u001b[2K');
});

test('nothing with quiet', () => {
  const { written, at, clear } = display(80, true);
  at(5000, 10);
  clear();
  expect(written).toEqual([]);
});

test('says no total and no time left where none is known', () => {
  const { written, at } = display(null);
  at(3000, 7, null);
  expect(written).toEqual(['Encoding  7 texts\n']);
});

test('says no count of what is done in one go', () => {
  const { written, at } = display(null);
  at(3000, 0, null);
  expect(written).toEqual(['Encoding …\n']);
});
