import { expect, it } from 'vitest';
import { setRates } from './set-rates.ts';
import { frameOf } from './testing/frame-of.ts';

/** Ways to choose k of n, by their logarithm. */
function logChoices(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

/** Chances of how many special ones are among those drawn of all. */
function hypergeometric(all: number, special: number, drawn: number): readonly number[] {
  return Array.from({ length: drawn + 1 }, (_, k) =>
    k > special || drawn - k > all - special
      ? 0
      : Math.exp(logChoices(special, k) + logChoices(all - special, drawn - k) - logChoices(all, drawn)),
  );
}

/** A part of the baseline: its pairs, the relevant ones, and those that are drawn at random for people. */
type Part = { readonly pairs: number; readonly relevant: number; readonly drawn: number };

/** How often the interval covers the truth of this set, over every sample that can be drawn of the two parts, in which the ratio has one. */
function coverage(kind: 'removed' | 'lost', parts: readonly [removed: Part, kept: Part]): number {
  const counted = ({ pairs, relevant }: Part): number => (kind === 'removed' ? relevant : pairs - relevant);
  const truth = counted(parts[0]) / (counted(parts[0]) + counted(parts[1]));
  const [first = [], second = []] = parts.map(({ pairs, relevant, drawn }) =>
    hypergeometric(pairs, relevant, drawn),
  );
  let [covered, defined] = [0, 0];
  first.forEach((one, a) =>
    second.forEach((other, b) => {
      if (one * other < 1e-7) return;
      const frame = frameOf(
        parts.flatMap(({ pairs, drawn }, part) =>
          Array.from({ length: pairs }, (_, i) => ({
            entry: part === 0 ? 1 : 0,
            stratum: part,
            answer: 0,
            humanProbability: drawn / pairs,
            label: i >= drawn ? 0 : i < (part === 0 ? a : b) ? 2 : 1,
          })),
        ),
        2,
      );
      const { low, high } = setRates(frame, 0, 'this-set')[kind].human;
      if (low === null || high === null) return;
      defined += one * other;
      if (low <= truth && truth <= high) covered += one * other;
    }),
  );
  return covered / defined;
}

it('covers what is lost over every sample, also where few of the baseline are relevant', () => {
  for (const [relevant, drawn] of [
    [2, 16],
    [4, 16],
    [2, 40],
    [8, 40],
  ] as const) {
    const removed = { pairs: 80, relevant, drawn };
    expect(
      coverage('lost', [removed, { pairs: 240, relevant: 3 * relevant, drawn: 3 * drawn }]),
    ).toBeGreaterThan(0.93);
  }
});

it('covers what is removed over every sample, also where nearly all of the baseline is relevant', () => {
  const removed = { pairs: 80, relevant: 77, drawn: 20 };
  expect(coverage('removed', [removed, { pairs: 240, relevant: 232, drawn: 60 }])).toBeGreaterThan(0.93);
});
