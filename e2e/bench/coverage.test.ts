import { expect, it } from 'vitest';
import { clopperPearson } from '../../shared/distributions/clopper-pearson.ts';
import { simulateGroup } from './coverage-group.ts';
import { simulateSuggestions } from './coverage-suggest.ts';

const group = { prevalence: 0.2, sensitivity: 0.95, specificity: 0.95 };

it('intervals cover in every plan, share, number of labels and target (20 runs; the measurement has 4,000)', () => {
  for (const cell of simulateGroup(group, 20, 17)) {
    const { high } = clopperPearson(cell.covered, cell.runs, 0.999);
    expect(high).toBeGreaterThan(0.93);
    expect(cell.widthRatio).toBeLessThanOrEqual(1.02);
  }
}, 120_000);

it('suggestions seldom err at the limit (20 runs)', () => {
  for (const { erred, runs } of simulateSuggestions(group, 20, 5)) {
    expect(clopperPearson(erred, runs, 0.999).low).toBeLessThan(0.05);
  }
}, 120_000);
