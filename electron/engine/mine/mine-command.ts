import { settingText } from '../../../shared/domain/setting-text.ts';
import type { RunRow } from './run-rows.ts';

/** The command that makes a mined run again as it was. */
export function mineCommand(
  workspace: string,
  { name, teacher, split, settings }: Pick<RunRow, 'name' | 'teacher' | 'split' | 'settings'>,
): string {
  const words = [
    '--teacher',
    teacher ?? '',
    '--split',
    split,
    '--run',
    name,
    '--setting',
    settingText(settings),
  ];
  return ['negscope', 'mine', workspace, ...words, '--replace'].map(shellWord).join(' ');
}

/** A word as shells take it for one. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
