import { fileStem } from './file-stem.ts';

const splitName = /^(train|dev|test|validation)(-\d{5}-of-\d{5})?$/u;

/** Split of a file of pairs: its stem when that is a split's name (also as sharded by Hugging Face), else `train`. */
export function splitOfExamples(name: string): string {
  return splitName.exec(fileStem(name))?.[1] ?? 'train';
}

/** Split of a file of labels: its stem without the word `qrels`; `train` when nothing is left. */
export function splitOfQrels(name: string): string {
  const stem = fileStem(name).replaceAll(/(^|[._-])qrels?(?=[._-]|$)/giu, '');
  return stem.replace(/^[._-]+|[._-]+$/gu, '') || 'train';
}
