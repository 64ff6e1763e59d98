import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { MiningOptions } from './mining-options.ts';

type MethodRule = 'shift' | 'maxScore' | 'absoluteMargin' | 'perc';

const flags: Readonly<Record<MethodRule, string>> = {
  shift: '--shift N',
  maxScore: '--max-score C',
  absoluteMargin: '--absolute-margin M',
  perc: '--perc P or --relative-margin R',
};

const ruleOf = {
  shifted: 'shift',
  abs: 'maxScore',
  'margin-pos': 'absoluteMargin',
  'perc-pos': 'perc',
} as const satisfies Readonly<Record<string, MethodRule>>;

/**
 * What `mine` is asked to do, from its options. Rules combine; a method only insists that its own parameter is there
 * (no default is assumed for it), and `naive` that no method's parameter is. Throws `wrong-usage` for values that contradict.
 */
export function toMiningSettings(options: MiningOptions): z.input<typeof MiningSettings> {
  const { method, relativeMargin, setting: _, ...given } = options;
  const perc = agreed(options.perc, relativeMargin);
  const rules = { ...given, ...(perc === undefined ? {} : { perc }) };
  checkMethod(method, rules);
  checkWindows(rules);
  return rules;
}

function agreed(perc: number | undefined, relativeMargin: number | undefined): number | undefined {
  if (perc !== undefined && relativeMargin !== undefined && perc !== relativeMargin) {
    throw new AppError(
      'wrong-usage',
      `--perc ${perc} and --relative-margin disagree: that margin is --perc ${relativeMargin}`,
    );
  }
  return perc ?? relativeMargin;
}

function checkMethod(
  method: MiningOptions['method'],
  rules: Readonly<{ [R in MethodRule]?: number | undefined }>,
): void {
  if (method === undefined) return;
  if (method === 'naive') {
    const extra = Object.values(ruleOf).find((rule) => rules[rule] !== undefined);
    if (extra !== undefined) {
      throw new AppError(
        'wrong-usage',
        `--method naive keeps every candidate and contradicts ${flags[extra]}; leave one of them out`,
      );
    }
    return;
  }
  if (rules[ruleOf[method]] === undefined) {
    throw new AppError('wrong-usage', `--method ${method} needs ${flags[ruleOf[method]]}`);
  }
}

function checkWindows(rules: MiningOptions): void {
  const { minScore, maxScore, shift, rangeMax } = rules;
  if (minScore !== undefined && maxScore !== undefined && minScore >= maxScore) {
    throw new AppError(
      'wrong-usage',
      `--min-score ${minScore} and --max-score ${maxScore} leave no score between them`,
    );
  }
  if (shift !== undefined && rangeMax !== undefined && shift >= rangeMax) {
    throw new AppError(
      'wrong-usage',
      `--shift ${shift} and --range-max ${rangeMax} leave no rank between them`,
    );
  }
}
