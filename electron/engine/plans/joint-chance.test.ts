import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jointChance } from './joint-chance.ts';

/** Numbers that a grid of eighths integrates exactly. */
const eighth = fc.integer({ min: 0, max: 8 }).map((n) => n / 8);
const middles = Array.from({ length: 8 }, (_, i) => (i + 0.5) / 8);

it('is the share of outcomes in which a pair is in both samples', () => {
  fc.assert(
    fc.property(eighth, eighth, eighth, eighth, (own, elsewhere, otherOwn, otherElsewhere) => {
      // One number decides about the draws here, another about what was chosen elsewhere.
      const outcomes = middles.flatMap((here) => middles.map((there) => [here, there] as const));
      const both = outcomes.filter(
        ([here, there]) => (here < own || there < elsewhere) && (here < otherOwn || there < otherElsewhere),
      );
      const any = (a: number, b: number): number => 1 - (1 - a) * (1 - b);
      expect(
        jointChance({ own, any: any(own, elsewhere) }, { own: otherOwn, any: any(otherOwn, otherElsewhere) }),
      ).toBeCloseTo(both.length / outcomes.length, 12);
    }),
  );
});
