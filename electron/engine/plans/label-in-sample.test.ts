import { expect, it } from 'vitest';
import { defaultMapping, type LabelValue } from '../../../shared/rates/event-mapping.ts';
import { labelInSample } from './label-in-sample.ts';
import type { LeftOut } from './left-out.ts';

/** A pair that a draw of this program holds, and somebody's census. */
const sample = {
  probability: Float64Array.of(1),
  source: Uint8Array.of(0),
  together: Float64Array.of(1),
  own: Float64Array.of(0.5),
  known: Float64Array.of(1),
};

it('hears nobody twice: of who labelled here and elsewhere, what was said here', () => {
  const leftOut: LeftOut = new Map();
  const votes = (drawn: readonly (readonly [string, LabelValue])[]) => ({
    drawn: new Map(drawn),
    imported: new Map([['anna', { value: 'relevant', design: 'census' } as const]]),
    adjudicated: null,
  });
  expect(labelInSample(votes([['anna', 'not']]), 0, 0.2, sample, defaultMapping, leftOut)).toBe(
    'true-negative',
  );
  expect([...leftOut]).toEqual([['other-plan', 1]]);
  // Somebody else's is a vote of its own, and so is that of a pair that no draw here holds.
  expect(labelInSample(votes([['ben', 'not']]), 0, 0.2, sample, defaultMapping, leftOut)).toBe('missing');
  expect(labelInSample(votes([['anna', 'not']]), 0, 0.7, sample, defaultMapping, leftOut)).toBe(
    'false-negative',
  );
});
