import { judgePresets } from '../../../../shared/judge/presets.ts';

/** What the address of a judging server must be, in words. */
export const addressWords =
  'the http or https address of a server, as in http://localhost:11434/v1, without a name or password in it';

/** Whether the engine could ask a server under what was typed: the name of one it knows, or an http(s) address without credentials. */
export function isServerAddress(typed: string): boolean {
  if (judgePresets.some(({ id }) => id === typed)) return true;
  if (!URL.canParse(typed)) return false;
  const { protocol, username, password } = new URL(typed);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}
