import type { RuleName } from '../../../shared/domain/mining-settings.ts';
import type { CandidateFate } from '../../../shared/ipc/tune-filter.ts';

export const ruleTexts: Readonly<Record<RuleName, string>> = {
  shifted: 'Shifted',
  'range-max': 'Ranks up to',
  abs: 'Abs',
  'margin-pos': 'MarginPos',
  'perc-pos': 'PercPos',
  'min-score': 'Min score',
  'near-duplicate': 'Near-duplicate',
  'no-anchor': 'No anchor',
};

/** What became of candidates, as a filter says it. */
export function fateText(fate: CandidateFate): string {
  switch (fate.kind) {
    case 'kept':
      return 'kept';
    case 'suspect':
      return 'suspects';
    case 'fails':
      return `fails ${ruleTexts[fate.rule]}`;
    case 'fails-only':
      return `fails only ${ruleTexts[fate.rule]}`;
  }
}
