import { expect, it } from 'vitest';
import { noRate, type RateResult } from '../../../shared/rates/rate-result.ts';
import { basisTexts } from './basis-text.ts';

const rate = (more: Partial<RateResult>): RateResult => ({
  ...noRate({ judged: 896, humans: 2 }, ''),
  estimate: 0,
  low: 0,
  high: 0.8,
  ...more,
});

it('says that people corrected the judge only where it counts', () => {
  expect(basisTexts(rate({ method: 'two-phase', lambda: 0.4, n_human: 60 }), 'corrected')).toEqual({
    basis: ['corrected by 60 human labels', '896 judged'],
    how: 'two phases, PPI++',
  });
  expect(basisTexts(rate({ method: 'clopper-pearson', lambda: 0 }), 'corrected')).toEqual({
    basis: ['by 2 human labels alone', '896 judged, which do not count beside so few labels'],
    how: 'Clopper–Pearson',
  });
  expect(basisTexts(rate({ method: 'two-phase', lambda: 0, n_human: 60 }), 'corrected')).toEqual({
    basis: ['by 60 human labels alone', '896 judged, which do not count'],
    how: 'weighted human labels',
  });
  expect(basisTexts(rate({ method: 'clopper-pearson', lambda: 0, n_judged: 0 }), 'human')).toEqual({
    basis: ['by 2 human labels alone'],
    how: 'Clopper–Pearson',
  });
});
