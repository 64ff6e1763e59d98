import { expect, test } from 'vitest';
import { splitOfExamples, splitOfQrels } from './split-of.ts';

test.each([
  ['train.jsonl', 'train'],
  ['Test.jsonl.gz', 'test'],
  ['my_test.csv', 'test'],
  ['pairs.validation.parquet', 'validation'],
  ['eval.jsonl', 'eval'],
  ['training-data.jsonl', 'train'],
  ['data/train-00000-of-00002.parquet', 'train'],
  ['data/train-00001-of-00002-0123456789abcdef.parquet', 'train'],
  ['default/test/0000.parquet', 'test'],
  ['train-test-mixed.jsonl', 'train'],
  ['latest.jsonl', 'train'],
  ['device.jsonl', 'train'],
  ['0000.parquet', 'train'],
])('examples in %s are of %s', (name, split) => {
  expect(splitOfExamples(name)).toBe(split);
});

test.each([
  ['qrels/test.tsv', 'test'],
  ['qrels.dev.small.tsv', 'dev.small'],
  ['qrels.txt', 'train'],
  ['qrels/train-00000-of-00002.tsv', 'train'],
  ['qrels/train-00001-of-00002-0123456789abcdef.parquet', 'train'],
  ['qrels/test/0000.parquet', 'test'],
  ['qrels/2020.tsv', '2020'],
])('labels in %s are of %s', (name, split) => {
  expect(splitOfQrels(name)).toBe(split);
});
