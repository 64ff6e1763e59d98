import { InvalidArgumentError } from 'commander';

/** An option's parser that takes one value: the same value again is harmless, another one is wrong usage. */
export function once<T extends string | number | readonly number[]>(
  parse: (text: string) => T,
): (text: string, previous: T | undefined) => T {
  return (text, previous) => {
    const value = parse(text);
    if (previous !== undefined && String(previous) !== String(value)) {
      throw new InvalidArgumentError(`It was already given as ${String(previous)}.`);
    }
    return value;
  };
}
