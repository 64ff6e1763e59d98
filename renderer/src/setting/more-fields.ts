import { MiningSettings } from '../../../shared/domain/mining-settings.ts';

type FieldKey = Exclude<keyof MiningSettings, 'anchor' | 'select' | 'numNegatives'>;

export type MoreField = {
  readonly key: FieldKey;
  readonly label: string;
  readonly sentence: string;
  /** Rules may be empty, which turns them off. */
  readonly isRule: boolean;
};

/** Everything in a setting that has no control of its own in the setting bar. */
export const moreFields: readonly MoreField[] = [
  { key: 'minScore', label: 'Min score', sentence: 'drops scores below it', isRule: true },
  { key: 'rangeMax', label: 'Ranks up to', sentence: 'drops ranks above it', isRule: true },
  {
    key: 'nearDuplicate',
    label: 'Near-duplicate',
    sentence: 'drops candidates whose cosine to a positive reaches it',
    isRule: true,
  },
  { key: 'shift', label: 'Skip first ranks', sentence: 'drops ranks 1 to N', isRule: true },
  { key: 'maxScore', label: 'Max score', sentence: 'drops scores at or above it', isRule: true },
  {
    key: 'absoluteMargin',
    label: 'Margin',
    sentence: 'drops scores at or above the anchor minus it',
    isRule: true,
  },
  {
    key: 'perc',
    label: 'Share of the anchor',
    sentence: 'drops scores at or above this share (0.95 is 95 %)',
    isRule: true,
  },
  {
    key: 'poolSize',
    label: 'Pool size',
    sentence: 'candidates retrieved for each query; more takes a new search',
    isRule: false,
  },
  {
    key: 'fromTop',
    label: 'Sample from top',
    sentence: 'samples are drawn from the best of the kept',
    isRule: false,
  },
  {
    key: 'temperature',
    label: 'Temperature',
    sentence: 'of the softmax, in units of the teacher’s score',
    isRule: false,
  },
  { key: 'seed', label: 'Seed', sentence: 'the same seed draws the same negatives', isRule: false },
];

export function fieldText(settings: MiningSettings, { key }: MoreField): string {
  const value = settings[key];
  return value === null ? '' : String(value);
}

/** The change that a typed text stands for; null when the setting's schema refuses it. */
export function readField({ key, isRule }: MoreField, typed: string): Partial<MiningSettings> | null {
  const plain = typed.replace('−', '-').replace(',', '.').trim();
  if (plain === '') return isRule ? { [key]: null } : null;
  const value = Number(plain);
  if (Number.isNaN(value) || !MiningSettings.shape[key].safeParse(value).success) return null;
  return { [key]: value };
}
