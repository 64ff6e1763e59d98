import { MiningSettings, type Anchor, type Selection } from '../../../shared/domain/mining-settings.ts';
import { shownValue } from './methods.ts';

export const anchorTexts: Readonly<Record<Anchor, { readonly label: string; readonly sentence: string }>> = {
  min: { label: 'lowest positive', sentence: 'Compares with the lowest-scored positive of the query.' },
  max: { label: 'highest positive', sentence: 'Compares with the highest-scored positive of the query.' },
  mean: { label: 'mean of positives', sentence: 'Compares with the mean score of the query’s positives.' },
  each: {
    label: 'each positive',
    sentence: 'Every query–positive pair gets its own bound and its own negatives.',
  },
};

export const selectionTexts: Readonly<
  Record<Selection, { readonly label: string; readonly sentence: string }>
> = {
  top: { label: 'top', sentence: 'The highest-scored of the kept candidates.' },
  softmax: {
    label: 'sampled (softmax)',
    sentence: 'Drawn from the best of the kept, higher scores more often, by the temperature.',
  },
  uniform: { label: 'sampled (uniform)', sentence: 'Drawn from the best of the kept, all alike.' },
  'top1-softmax': {
    label: 'top 1 + sampled',
    sentence: 'The best of the kept, the others drawn by softmax.',
  },
};

/** The whole setting in one short line: every active rule, what is selected, and what is not as usual. */
export function describeSetting(settings: MiningSettings): string {
  const rules = [
    settings.perc === null ? null : `PercPos ${shownValue('perc-pos', settings.perc)}`,
    settings.absoluteMargin === null ? null : `MarginPos ${settings.absoluteMargin}`,
    settings.maxScore === null ? null : `Abs ${settings.maxScore}`,
    settings.shift === null ? null : `Shifted ${settings.shift}`,
    settings.minScore === null ? null : `min score ${settings.minScore}`,
    settings.rangeMax === null ? null : `ranks to ${settings.rangeMax}`,
    settings.nearDuplicate === null ? null : `near-duplicates ${settings.nearDuplicate}`,
  ].filter((rule) => rule !== null);
  const selection =
    settings.select === 'top'
      ? `top ${settings.numNegatives}`
      : `${settings.numNegatives} ${settings.select}`;
  const usual = MiningSettings.parse({});
  const others = [
    settings.anchor === usual.anchor ? null : anchorTexts[settings.anchor].label,
    settings.poolSize === usual.poolSize ? null : `pool ${settings.poolSize}`,
    ...(settings.select === 'top'
      ? []
      : [
          settings.fromTop === usual.fromTop ? null : `from top ${settings.fromTop}`,
          settings.temperature === usual.temperature ? null : `temperature ${settings.temperature}`,
          settings.seed === usual.seed ? null : `seed ${settings.seed}`,
        ]),
  ].filter((other) => other !== null);
  return [rules.length === 0 ? 'Naive' : rules.join(' + '), selection, ...others].join(', ');
}
