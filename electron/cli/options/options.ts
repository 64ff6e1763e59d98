import { InvalidArgumentError, Option } from 'commander';
import { once } from './once.ts';
import { parseDecimal } from './parse-number.ts';
import { valueRange } from './value-range.ts';

/** An option with free text, given at most once; `refuseEmpty` sees to it that there is some. */
export function textOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(once((text) => text));
}

/** An option with a number, given at most once; `parse` says which numbers are taken. */
export function numberOption(
  flags: string,
  description: string,
  parse: (text: string) => number = parseDecimal,
): Option {
  return new Option(flags, description).argParser(once(parse));
}

/** An option with values of a rule, given at most once; as `valueRange` reads them. */
export function valuesOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(once(valueRange));
}

/** An option with one of a few words, given at most once. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, `${description}: ${choices.join(', ')}`).argParser(
    once((text) => {
      if (!choices.includes(text))
        throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
      return text;
    }),
  );
}
