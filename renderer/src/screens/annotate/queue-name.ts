import { sliderNames } from '../../../../shared/tuning/slider.ts';
import { valueText } from '../../setting/methods.ts';
import { ruleTexts } from '../../setting/rule-texts.ts';

const drawnAt = new RegExp(` drawn at (${sliderNames.join('|')}) (-?[0-9.]+(?:e-?[0-9]+)?)`, 'u');

/** A queue's name with its setting in the words of the screen: "drawn at PercPos 95 %", where the engine keeps "perc-pos 0.95". */
export function queueName(name: string): string {
  return name.replace(drawnAt, (whole, rule: string, value: string) => {
    const slider = sliderNames.find((one) => one === rule);
    if (slider === undefined) return whole;
    const unit = slider === 'perc-pos' ? ' %' : '';
    return ` drawn at ${ruleTexts[slider]} ${valueText(slider, Number(value))}${unit}`;
  });
}
