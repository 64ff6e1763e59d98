import { fileStem } from './file-stem.ts';

const splitWord = /(?<![a-z])(?:train|training|dev|test|validation|valid|val|eval)(?![a-z])/giu;

/**
 * Split of a file of pairs: the one split's name that its stem holds as a word (`test`, `my_Test`, `train-00000-of-00002`);
 * `train` where there is none, or more than one.
 */
export function splitOfExamples(name: string): string {
  const words = new Set(
    stemOf(name)
      .match(splitWord)
      ?.map((word) => word.toLowerCase()),
  );
  const [word = 'train'] = words;
  return words.size > 1 || word === 'training' ? 'train' : word;
}

/** Split of a file of labels: its stem without the word `qrels`; `train` when nothing is left. */
export function splitOfQrels(name: string): string {
  const stem = stemOf(name).replaceAll(/(^|[._-])qrels?(?=[._-]|$)/giu, '');
  return stem.replace(/^[._-]+|[._-]+$/gu, '') || 'train';
}

/**
 * Hugging Face writes a split in pieces, `train-00000-of-00002`, with a hash behind in older ones, or as numbers in the split's
 * folder, `train/0000`: the name without these.
 */
function stemOf(name: string): string {
  const stem = fileStem(name).replace(/-\d{5}-of-\d{5}(?:-[0-9a-f]{16})?$/u, '');
  if (!/^0\d{3,}$/u.test(stem)) return stem;
  return name.split(/[\\/]/u).at(-2) ?? stem;
}
