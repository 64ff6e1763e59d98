import { expect, test } from 'vitest';
import type { QueryRow } from '../../../../shared/ipc/view-calls.ts';
import { queryColumns } from './query-columns.tsx';
import { rowsAsTsv } from './rows-as-tsv.ts';

const row: QueryRow = {
  query: 3,
  id: 'q3',
  text: 'what\tis\nit?',
  positives: 1,
  anchorScore: 0.5,
  threshold: null,
  kept: 7,
  selected: 2,
  shortBy: 1,
  topScore: 0.9,
  topId: 'd 1',
  suspects: 4,
  selectedSuspects: 0,
  judged: { falseNegatives: 2, labelled: 5 },
  annotated: null,
  ndcg: null,
  strip: { scores: [], fates: '', positives: [] },
};

test('copies the columns that are shown, in their order', () => {
  expect(rowsAsTsv([row], ['kept', 'text'])).toBe('kept\ttext\n7\twhat is it?');
});

test('counts and labelled are two numbers, which no sheet reads as a date', () => {
  expect(rowsAsTsv([row], ['judged', 'annotated', 'strip', 'top'])).toBe(
    [
      'judgedFalseNegatives\tjudged\tannotatedFalseNegatives\tannotated\ttopScore\ttopId',
      '2\t5\t\t\t0.9\td 1',
    ].join('\n'),
  );
});

test('every column of the table but the drawn one is copied', () => {
  for (const column of Object.keys(queryColumns).filter((one) => one !== 'strip'))
    expect(rowsAsTsv([], [column])).not.toBe('');
});
