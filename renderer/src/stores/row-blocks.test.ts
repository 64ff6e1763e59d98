import { expect, test } from 'vitest';
import type { QueryRow } from '../../../shared/ipc/view-calls.ts';
import { blocksToLoad, blockSize, mostKept, putRows, rowAt, type Blocks } from './row-blocks.ts';

const stamp = { epoch: 1, generation: 1 };

function rows(count: number, text: string): QueryRow[] {
  return Array.from({ length: count }, (_, query) => ({
    query,
    id: `q${query}`,
    text,
    positives: 1,
    anchorScore: 0.5,
    threshold: 0.475,
    kept: 4,
    selected: 4,
    shortBy: 0,
    topScore: 0.6,
    topId: null,
    selectedSuspects: 0,
    judged: null,
    annotated: null,
    ndcg: null,
    suspects: 0,
    strip: { scores: [], fates: '', positives: [] },
  }));
}

test('asks for what is on screen first, then for what lies around it, then for nothing', () => {
  const total = 1000;
  let blocks: Blocks = new Map();
  const visible = { first: 120, last: 140 };
  expect(blocksToLoad(blocks, stamp, visible, total)).toEqual({ from: 2, to: 2 });
  blocks = putRows(blocks, 2, rows(blockSize, 'a'), total, stamp, 2);
  expect(blocksToLoad(blocks, stamp, visible, total)).toEqual({ from: 1, to: 3 });
  blocks = putRows(blocks, 1, rows(3 * blockSize, 'a'), total, stamp, 2);
  expect(blocksToLoad(blocks, stamp, visible, total)).toBeNull();
});

test('keeps rows of an older setting on screen until newer ones come, and never goes back', () => {
  const newer = { epoch: 1, generation: 2 };
  let blocks = putRows(new Map(), 0, rows(10, 'old'), 10, stamp, 0);
  expect(blocksToLoad(blocks, newer, { first: 0, last: 9 }, 10)).toEqual({ from: 0, to: 0 });
  expect(rowAt(blocks, 3)?.text).toBe('old');
  blocks = putRows(blocks, 0, rows(10, 'new'), 10, newer, 0);
  blocks = putRows(blocks, 0, rows(10, 'late'), 10, stamp, 0);
  expect(rowAt(blocks, 3)?.text).toBe('new');
});

test('rows of another list go when the first rows of the new list come', () => {
  let blocks = putRows(new Map(), 0, rows(100, 'old'), 100, stamp, 0);
  blocks = putRows(blocks, 0, rows(50, 'new'), 100, { epoch: 2, generation: 1 }, 0);
  expect([rowAt(blocks, 0)?.text, rowAt(blocks, 60)]).toEqual(['new', null]);
});

test('keeps only some screens of a list that somebody scrolls through, and all that is on screen', () => {
  const total = 1_000_000;
  let blocks: Blocks = new Map();
  for (let shown = 0; shown < 200; shown++) {
    const visible = { first: shown * blockSize, last: (shown + 3) * blockSize - 1 };
    for (;;) {
      const range = blocksToLoad(blocks, stamp, visible, total);
      if (range === null) break;
      const answer = rows((range.to - range.from + 1) * blockSize, 'a');
      blocks = putRows(blocks, range.from, answer, total, stamp, shown);
    }
    expect(rowAt(blocks, visible.first)).not.toBeNull();
    expect(rowAt(blocks, visible.last)).not.toBeNull();
  }
  expect(blocks.size).toBe(mostKept);
  // An answer that comes late, from far away, drives nothing off the screen.
  blocks = putRows(blocks, 5_000, rows(blockSize, 'late'), total, stamp, 199);
  expect(rowAt(blocks, 199 * blockSize)).not.toBeNull();
});
