import type { MiningSettings, RuleName } from '../../../shared/domain/mining-settings.ts';

export type RuleField =
  | 'shift'
  | 'rangeMax'
  | 'maxScore'
  | 'absoluteMargin'
  | 'perc'
  | 'minScore'
  | 'nearDuplicate';

const fields: Readonly<Record<Exclude<RuleName, 'no-anchor'>, RuleField>> = {
  shifted: 'shift',
  'range-max': 'rangeMax',
  abs: 'maxScore',
  'margin-pos': 'absoluteMargin',
  'perc-pos': 'perc',
  'min-score': 'minScore',
  'near-duplicate': 'nearDuplicate',
};

/** The setting that a rule's bound comes from; null for `no-anchor`, which has none. */
export function fieldOfRule(rule: RuleName): RuleField | null {
  return rule === 'no-anchor' ? null : fields[rule];
}

/** A setting with one rule's parameter changed. */
export function ruleChange(rule: RuleName, value: number): Partial<MiningSettings> {
  const field = fieldOfRule(rule);
  return field === null ? {} : { [field]: value };
}

/** A rule's parameter as people type it: per cent for PercPos, plain otherwise. */
export function parameterText(rule: RuleName, value: number | null): string {
  if (value === null) return 'off';
  const plain = String(Number((rule === 'perc-pos' ? value * 100 : value).toPrecision(6))).replace('-', '−');
  return rule === 'perc-pos' ? `${plain}\u00a0%` : plain;
}

/** The unit of how far a candidate is beyond a rule's bound. */
export function distanceUnit(rule: RuleName): string {
  if (rule === 'shifted' || rule === 'range-max') return 'ranks';
  return rule === 'near-duplicate' ? 'in cosine' : 'in score';
}
