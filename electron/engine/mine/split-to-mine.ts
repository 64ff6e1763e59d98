import { AppError } from '../../../shared/errors.ts';

/** The split that was named, else `train`, else the only one. Throws `not-found` for an unknown one, `wrong-usage` where one must be chosen. */
export function splitToMine(splits: readonly string[], wanted: string | undefined): string {
  const known = splits.join(', ') || 'none';
  if (wanted !== undefined) {
    if (splits.includes(wanted)) return wanted;
    throw new AppError('not-found', `no split "${wanted}" in this data set; it has ${known}`);
  }
  if (splits.includes('train')) return 'train';
  const [only] = splits;
  if (only !== undefined && splits.length === 1) return only;
  throw new AppError(
    'wrong-usage',
    `this data set has no split "train" and not just one (${known}): name the split to mine`,
  );
}
