import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareFrame } from '../rates/prepared-frame.ts';
import { rateAtSetting } from '../rates/rate-at-setting.ts';
import { noRate } from '../rates/rate-result.ts';
import { frameOf, type TestPair } from '../rates/testing/frame-of.ts';
import { drawWave } from './draw-wave.ts';
import { frameStrata } from './frame-strata.ts';
import { kthSmallest } from '../statistics/kth-smallest.ts';
import { labelNext, permanentNumbers } from './label-next.ts';
import { predictedWidths } from './predicted-width.ts';
import { outsideShare, waveIntensity } from './wave-intensity.ts';

describe('waves', () => {
  it('add the pairs asked for, only raise probabilities, and sample exactly those below theirs', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            u: fc.double({ min: 0, max: 0.999, noNaN: true }),
            want: fc.double({ min: 0.05, max: 5, noNaN: true }),
            top: fc.double({ min: 0.1, max: 1, noNaN: true }),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
        (rows, counts) => {
          // Permanent numbers are distinct in practice.
          const uniform = Float64Array.from(rows, (row, i) => (row.u + i * 1e-6) % 1);
          const ceiling = Float64Array.from(rows, (row) => row.top);
          let probability: Float64Array = new Float64Array(rows.length);
          const sampled = new Set<number>();
          for (const [round, count] of counts.entries()) {
            const intensity = Float64Array.from(rows, (row, i) => ((i + round) % 3 === 0 ? row.want : 1));
            const open = [...uniform.keys()].filter(
              (i) => !sampled.has(i) && (uniform[i] ?? 0) < (ceiling[i] ?? 0),
            ).length;
            const wave = drawWave({ uniform, probability, intensity, ceiling, count });
            expect(wave.added.length).toBe(Math.min(open, count));
            for (const i of wave.added) sampled.add(i);
            wave.probability.forEach((after, i) => {
              expect(after).toBeGreaterThanOrEqual(probability[i] ?? 0);
              expect(after).toBeLessThanOrEqual(ceiling[i] ?? 0);
              expect((uniform[i] ?? 0) < after).toBe(sampled.has(i));
            });
            probability = wave.probability;
          }
        },
      ),
    );
  });

  it('give every pair of the frame a probability above 0, also outside the current set', () => {
    const frame = frameOf(
      Array.from({ length: 300 }, (_, i): TestPair => ({
        entry: i % 3,
        humanProbability: 0,
        stratum: i % 3,
        answer: 1 + (i % 7 === 0 ? 1 : 0),
      })),
      3,
    );
    const uniform = permanentNumbers(
      5,
      Array.from({ length: 300 }, (_, i) => ({ queryId: `q${i}`, documentId: 'd' })),
    );
    const { probability, order } = labelNext(frame, uniform, 0, 40, 9);
    expect(order).toHaveLength(40);
    expect(Math.min(...probability)).toBeGreaterThan(0);
    const inside = order.filter((i) => i % 3 === 0).length;
    expect(inside).toBeGreaterThan(30);
    expect([...order]).not.toEqual([...order].toSorted((a, b) => a - b));
    expect(labelNext(frame, uniform, 0, 40, 9).order).toEqual(order);
    const intensity = waveIntensity(frame, 0);
    expect((intensity[1] ?? 0) / (intensity[0] ?? 1)).toBeCloseTo(outsideShare, 1);
  });

  it('leave rates unbiased over the permanent numbers, whatever the waves lean to', () => {
    // Relevance goes with the stratum that the second wave prefers: unweighted labels would be far off 25 %.
    const relevant = (i: number): boolean => i % 8 < 2;
    let sum = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const uniform = permanentNumbers(
        run,
        Array.from({ length: 400 }, (_, i) => ({ queryId: 'q', documentId: String(i) })),
      );
      const none = new Float64Array(400);
      const first = drawWave({
        uniform,
        probability: none,
        intensity: none.map(() => 1),
        ceiling: null,
        count: 30,
      });
      const leaning = none.map((_, i) => (i % 8 < 3 ? 6 : 1));
      const { probability } = drawWave({
        uniform,
        probability: first.probability,
        intensity: leaning,
        ceiling: null,
        count: 60,
      });
      const frame = frameOf(
        Array.from({ length: 400 }, (_, i): TestPair => ({
          answer: 0,
          humanProbability: probability[i] ?? 0,
          label: (uniform[i] ?? 1) < (probability[i] ?? 0) ? (relevant(i) ? 2 : 1) : 0,
        })),
      );
      sum +=
        rateAtSetting(prepareFrame(frame), 'selected', 0, { target: 'this-set', lambda: 0 }).estimate ?? 0;
    }
    expect(sum / runs).toBeGreaterThan(0.24);
    expect(sum / runs).toBeLessThan(0.26);
  });
});

describe('strata', () => {
  it('part the frame by entry, exit and rank, strictest first, none empty', () => {
    const entry = Int32Array.from({ length: 100 }, (_, i) => i % 10);
    const exit = entry.map((at, i) => (i % 2 === 0 ? 10 : Math.min(10, at + 3)));
    const rank = Int32Array.from({ length: 100 }, (_, i) => 1 + ((i * 7) % 30));
    const { stratum, strata, labels } = frameStrata({ entry, exit, rank, settings: 10 });
    expect(new Set(stratum).size).toBe(strata);
    expect(labels).toHaveLength(strata);
    stratum.forEach((at, i) => {
      expect(labels[at]?.entry[0]).toBeLessThanOrEqual(entry[i] ?? 0);
      expect(labels[at]?.entry[1]).toBeGreaterThanOrEqual(entry[i] ?? 0);
      expect(labels[at]?.rank[1]).toBeGreaterThanOrEqual(rank[i] ?? 0);
    });
    expect(labels[0]?.entry[0]).toBe(0);
  });

  it('keeps what only the baseline selects apart', () => {
    const parts = frameStrata({
      entry: Int32Array.from([0, 5, 5]),
      exit: Int32Array.from([5, 5, 5]),
      rank: Int32Array.from([1, 1, 9]),
      settings: 5,
    });
    expect(parts.stratum[0]).not.toBe(parts.stratum[1]);
  });
});

describe('forecasts and refusals', () => {
  it('promise narrower intervals for more labels', () => {
    const frame = frameOf(
      Array.from({ length: 500 }, (_, i): TestPair => ({
        humanProbability: 0.1,
        label: i % 10 === 0 ? 1 + (i % 50 === 0 ? 1 : 0) : 0,
      })),
    );
    const rate = rateAtSetting(prepareFrame(frame), 'selected', 0, { target: 'this-set', lambda: 0 });
    const widths = predictedWidths(frame, 0, rate, null).map(({ width }) => width);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(widths[0]).toBeLessThan((rate.high ?? 1) - (rate.low ?? 0));
    const first = predictedWidths(frameOf([{}, {}]), 0, noRate({ judged: 0, humans: 0 }, 'none'), null);
    expect(first.every(({ width }) => width > 0 && width <= 1)).toBe(true);
  });
});

describe('kthSmallest', () => {
  it('is what sorting gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 50 }),
        fc.nat(49),
        (values, k) => {
          const at = k % values.length;
          expect(kthSmallest(Float64Array.from(values), at)).toBe(values.toSorted((a, b) => a - b)[at]);
        },
      ),
    );
  });
});
