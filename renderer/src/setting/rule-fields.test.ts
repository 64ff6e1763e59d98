import { describe, expect, it } from 'vitest';
import { parameterText, ruleChange } from './rule-fields.ts';

describe('rule fields', () => {
  it('changes the setting that a rule stands for, and nothing where there is none', () => {
    expect(ruleChange('perc-pos', 0.9)).toEqual({ perc: 0.9 });
    expect(ruleChange('margin-pos', -0.1)).toEqual({ absoluteMargin: -0.1 });
    expect(ruleChange('no-anchor', 1)).toEqual({});
  });
  it('writes parameters as people type them', () => {
    expect(parameterText('perc-pos', 0.973)).toBe('97.3\u00a0%');
    expect(parameterText('margin-pos', -0.02)).toBe('−0.02');
    expect(parameterText('abs', null)).toBe('off');
  });
});
