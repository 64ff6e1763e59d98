import { describe, expect, it } from 'vitest';
import { commandArguments, commandNames } from './command-names.ts';
import { createProgram } from './create-program.ts';

describe('command names', () => {
  it('are those of the command line', () => {
    const program = createProgram(async () => {}, { version: '0', write: () => {} });
    expect(program.commands.map((command) => command.name()).toSorted()).toEqual(commandNames.toSorted());
  });

  it.each([
    [['negscope'], null],
    [['negscope', '/data/a.negscope'], null],
    [['negscope', '--no-sandbox'], null],
    [['negscope', './import'], null],
    [
      ['negscope', '--no-sandbox', 'report', 'a.negscope', '--run', 'r'],
      ['report', 'a.negscope', '--run', 'r'],
    ],
    [['negscope', '--version'], ['--version']],
  ])('tell a command from the start of a window: %j', (argv, expected) => {
    expect(commandArguments(argv)).toEqual(expected);
  });
});
