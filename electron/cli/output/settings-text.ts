import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';

/** A setting in the words of the command line: `perc-pos 0.95, anchor min, top 4 of a pool of 100`. */
export function settingsText(settings: MiningSettings): string {
  const rules = [
    rule('shifted', settings.shift),
    rule('range-max', settings.rangeMax),
    rule('abs', settings.maxScore),
    rule('margin-pos', settings.absoluteMargin),
    rule('perc-pos', settings.perc),
    rule('min-score', settings.minScore),
    rule('near-duplicate', settings.nearDuplicate),
  ].flat();
  const draw =
    settings.select === 'top'
      ? `top ${settings.numNegatives}`
      : `${settings.numNegatives} by ${settings.select} from the best ${settings.fromTop}, seed ${settings.seed}`;
  return [
    ...(rules.length === 0 ? ['no rule (naive)'] : rules),
    `anchor ${settings.anchor}`,
    `${draw} of a pool of ${settings.poolSize}`,
  ].join(', ');
}

function rule(name: string, value: number | null): readonly string[] {
  return value === null ? [] : [`${name} ${value}`];
}
