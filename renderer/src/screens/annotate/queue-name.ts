import type { AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import { shownValue } from '../../setting/methods.ts';
import { ruleTexts } from '../../setting/rule-texts.ts';

type Named = Pick<AnnotationQueue, 'name' | 'drawnAt' | 'secondFor'>;

/** What to call a queue: "Wave 1: 50 pairs drawn at PercPos 95 % (second labels for ada)". */
export function queueName({ name, drawnAt, secondFor }: Named): string {
  const second = secondFor === null ? '' : ` (second labels for ${secondFor})`;
  if (drawnAt === null) return `${name}${second}`;
  const { slider, value } = drawnAt;
  return `${name} drawn at ${ruleTexts[slider]} ${shownValue(slider, value)}${second}`;
}
