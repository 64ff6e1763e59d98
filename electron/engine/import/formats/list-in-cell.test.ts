import { expect, test } from 'vitest';
import { listInCell } from './list-in-cell.ts';

test.each([
  ['["a", "b"]', ['a', 'b']],
  ["['a', 'b']", ['a', 'b']],
  [`["it's", 'so "it" is']`, ["it's", 'so "it" is']],
  [
    String.raw`['it\'s', 'two\nlines', 'tab\t', 'back\\slash', '\xe9\u00e9\U0001f600']`,
    ["it's", 'two\nlines', 'tab\t', 'back\\slash', 'éé😀'],
  ],
  ["['a' 'b'\n 'c']", ['a', 'b', 'c']],
  ['[0.5, 1, -2e-3, None, nan, True]', [0.5, 1, -0.002, null, null, true]],
  ['[0.5 1.  2.25]', [0.5, 1, 2.25]],
  [
    "[{'docid': '1', 'text': 'x'}, {'docid': '2', 'text': \"y's\"}]",
    [
      { docid: '1', text: 'x' },
      { docid: '2', text: "y's" },
    ],
  ],
  ['[]', []],
  [" ['a',] ", ['a']],
])('reads %s', (text, list) => {
  expect(listInCell(text)).toEqual(list);
});

test.each([
  "['a' ... 'b']",
  '[1] Smith, as cited',
  "['a'",
  "['a']]",
  "['a'] and more",
  "['\\U00110000']",
  'a',
  '{}',
  '',
  null,
])('takes %s for no list', (text) => {
  expect(listInCell(text)).toBeNull();
});
