import { expect, test } from 'vitest';
import type { QueryRow } from '../../../shared/ipc/view-calls.ts';
import { blocksToLoad, blockSize, putRows, rowAt, type Blocks } from './row-blocks.ts';

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
  blocks = putRows(blocks, 2, rows(blockSize, 'a'), total, stamp);
  expect(blocksToLoad(blocks, stamp, visible, total)).toEqual({ from: 1, to: 3 });
  blocks = putRows(blocks, 1, rows(3 * blockSize, 'a'), total, stamp);
  expect(blocksToLoad(blocks, stamp, visible, total)).toBeNull();
});

test('keeps rows of an older setting on screen until newer ones come, and never goes back', () => {
  const newer = { epoch: 1, generation: 2 };
  let blocks = putRows(new Map(), 0, rows(10, 'old'), 10, stamp);
  expect(blocksToLoad(blocks, newer, { first: 0, last: 9 }, 10)).toEqual({ from: 0, to: 0 });
  expect(rowAt(blocks, 3)?.text).toBe('old');
  blocks = putRows(blocks, 0, rows(10, 'new'), 10, newer);
  blocks = putRows(blocks, 0, rows(10, 'late'), 10, stamp);
  expect(rowAt(blocks, 3)?.text).toBe('new');
});

test('rows of another list go when the first rows of the new list come', () => {
  let blocks = putRows(new Map(), 0, rows(100, 'old'), 100, stamp);
  blocks = putRows(blocks, 0, rows(50, 'new'), 100, { epoch: 2, generation: 1 });
  expect([rowAt(blocks, 0)?.text, rowAt(blocks, 60)]).toEqual(['new', null]);
});
