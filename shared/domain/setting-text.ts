import { AppError } from '../errors.ts';
import { MiningSettings } from './mining-settings.ts';

type Key = keyof MiningSettings;

/** A setting's words, those of the command line's options, in the order in which they are written. */
const words: readonly (readonly [string, Key])[] = [
  ['perc', 'perc'],
  ['absolute-margin', 'absoluteMargin'],
  ['max-score', 'maxScore'],
  ['shift', 'shift'],
  ['min-score', 'minScore'],
  ['range-max', 'rangeMax'],
  ['near-duplicate', 'nearDuplicate'],
  ['anchor', 'anchor'],
  ['num-negatives', 'numNegatives'],
  ['select', 'select'],
  ['from-top', 'fromTop'],
  ['temperature', 'temperature'],
  ['seed', 'seed'],
  ['pool-size', 'poolSize'],
];

const defaults = MiningSettings.parse({});

/** The setting as a short text to paste anywhere: `perc=0.95,num-negatives=8`; what is as usual is left out, `naive` is all as usual. */
export function settingText(settings: MiningSettings): string {
  const parts = words
    .filter(([, key]) => settings[key] !== defaults[key])
    .map(([word, key]) => `${word}=${settings[key]}`);
  return parts.length === 0 ? 'naive' : parts.join(',');
}

/** Reads `settingText`, spaces allowed. Throws `wrong-usage` naming the first part that is no setting. */
export function parseSettingText(text: string): MiningSettings {
  const parts = text
    .trim()
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  if (parts.length === 0)
    throw new AppError('wrong-usage', 'the setting is empty; expected perc=0.95 or naive');
  if (parts.length === 1 && parts[0] === 'naive') return defaults;
  const values: Partial<Record<Key, unknown>> = {};
  for (const part of parts) {
    const [word, value = '', ...rest] = part.split('=');
    const key = words.find(([one]) => one === word)?.[1];
    if (key === undefined || rest.length > 0) {
      throw new AppError(
        'wrong-usage',
        `"${part}" is no part of a setting; expected ${words[0]?.[0]}=0.95 and the like`,
      );
    }
    if (Object.hasOwn(values, key)) throw new AppError('wrong-usage', `the setting says ${word} twice`);
    const isText = key === 'anchor' || key === 'select';
    const parsed = MiningSettings.shape[key].safeParse(isText ? value : decimal(value));
    if (!parsed.success) throw new AppError('wrong-usage', `${word} cannot be "${value}"`);
    values[key] = parsed.data;
  }
  return MiningSettings.parse(values);
}

/** NaN, which every schema refuses, for what is no decimal number. */
function decimal(value: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
}
