import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { boundsOf, thresholdOf } from '../../../../shared/mining/rules.ts';
import { fieldOf, withMethod } from '../../setting/methods.ts';
import { parameterAt, thresholdLines } from './threshold-lines.ts';

const settings = MiningSettings.parse({});

describe('threshold lines', () => {
  it('finds the parameter that puts the bound where the line was let go', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('abs' as const, 'margin-pos' as const, 'perc-pos' as const),
        fc.double({ min: -2, max: 2, noNaN: true }).filter((anchor) => Math.abs(anchor) > 0.01),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (method, anchor, score) => {
          const value = parameterAt(method, anchor, score, 1e-6);
          expect(fieldOf(method)).not.toBeNull();
          const bound = thresholdOf(boundsOf(withMethod(settings, method, value), anchor));
          expect(Math.abs(bound - score)).toBeLessThan(1e-5);
        },
      ),
    );
  });
  it('has no parameter without an anchor, or for an anchor of zero with PercPos', () => {
    expect(parameterAt('margin-pos', null, 0.3, 0.01)).toBeNull();
    expect(parameterAt('perc-pos', 0, 0.3, 0.01)).toBeNull();
    expect(parameterAt('shifted', 0.5, 0.3, 0.01)).toBeNull();
  });
  it('gives each positive its own line, highest first, and none where nothing bounds the score', () => {
    const unit = { threshold: null, kept: 0, shortBy: 0 };
    const units = [
      { ...unit, positive: 3, anchorScore: 0.4 },
      { ...unit, positive: 4, anchorScore: 0.8 },
      { ...unit, positive: 5, anchorScore: null },
    ];
    const lines = thresholdLines({ units }, { ...settings, perc: 0.5, anchor: 'each' });
    expect(lines.map(({ positive, score }) => [positive, score])).toEqual([
      [4, 0.4],
      [3, 0.2],
    ]);
    expect(thresholdLines({ units }, settings)).toEqual([]);
  });
});
