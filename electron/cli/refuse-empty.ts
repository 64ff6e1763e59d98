import type { Command } from 'commander';

/** Options whose empty text says something: no text before a query or a document. */
const mayBeEmpty: ReadonlySet<string> = new Set(['--query-prompt', '--document-prompt']);

/**
 * Ends a command as wrong usage where an argument or an option's value is empty or only white space. That is what a shell
 * variable without a value leaves behind; as a path it would mean the current folder.
 */
export function refuseEmpty(program: Command): void {
  program.hook('preAction', (_, command) => {
    for (const [i, argument] of command.registeredArguments.entries()) {
      if (isEmpty(command.processedArgs[i]))
        command.error(`error: argument '${argument.name()}' is empty: is a variable of the shell not set?`);
    }
    for (const option of command.options) {
      if (mayBeEmpty.has(option.long ?? '')) continue;
      const value: unknown = command.getOptionValue(option.attributeName());
      if (isEmpty(value))
        command.error(`error: option '${option.flags}' is empty: is a variable of the shell not set?`);
    }
  });
}

/** A text of white space, or a list with one. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.some(isEmpty);
}
