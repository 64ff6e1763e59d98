/** Names of all commands: known without loading them, so that an installed app can tell a command from a window's start. */
export const commandNames = [
  'import',
  'teacher',
  'embed',
  'mine',
  'report',
  'evaluate',
  'export',
  'labels',
  'judge',
  'runs',
  'open',
  'doctor',
] as const;

const asked: ReadonlySet<string> = new Set([...commandNames, '--help', '-h', '--version']);

/**
 * Arguments of the command that an installed app was started with, or null where a window is wanted. Switches before the command are the
 * runtime's (`--no-sandbox`).
 */
export function commandArguments(argv: readonly string[]): readonly string[] | null {
  const args = argv.slice(1);
  const at = args.findIndex((argument) => asked.has(argument) || !argument.startsWith('-'));
  return at >= 0 && asked.has(args[at] ?? '') ? args.slice(at) : null;
}
