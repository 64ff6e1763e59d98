import { AppError } from '../../../shared/errors.ts';
import { judgePresets } from '../../../shared/judge/presets.ts';

/** A base URL as given, or that of a preset. Throws `wrong-usage`. */
export function baseUrlOf(endpoint: string): string {
  const preset = judgePresets.find(({ id }) => id === endpoint);
  if (preset !== undefined) return preset.baseUrl;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new AppError(
      'wrong-usage',
      `"${endpoint}" is no address of a server; write its base URL, as in http://localhost:11434/v1, or one of ${judgePresets.map(({ id }) => id).join(', ')}`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(
      'wrong-usage',
      'an endpoint takes no name or password in its address, where it would be stored: give the key by itself (on the command line, in an environment variable)',
    );
  }
  return url.href.replace(/\/+$/, '');
}
