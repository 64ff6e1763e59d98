import type { AppCommand } from '../../../shared/app-commands.ts';

/**
 * Commands that have all the typed letters in order, anywhere ("gst" finds "Go Starved"); those whose name begins with them come
 * first ("tune" means Tune before "Undo Setting"), then those in which a word does, then those that hold them together.
 */
export function findCommands(commands: readonly AppCommand[], typed: string): readonly AppCommand[] {
  const wanted = typed.trim().toLowerCase();
  return commands
    .flatMap((command) => {
      const far = distanceTo(command, wanted);
      return far === null ? [] : [{ command, far }];
    })
    .toSorted((one, other) => one.far - other.far)
    .map(({ command }) => command);
}

function distanceTo({ menu, label }: AppCommand, wanted: string): number | null {
  const name = label.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  const text = `${menu.toLowerCase()} ${name}`;
  if (text.includes(` ${wanted}`)) return 1;
  if (text.includes(wanted)) return 2;
  return hasLetters(text, wanted.replaceAll(/\s/g, '')) ? 3 : null;
}

function hasLetters(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
