import { expect, it } from 'vitest';
import { clopperPearson } from '../distributions/clopper-pearson.ts';
import { tQuantile } from '../distributions/student-t.ts';
import type { RateResult } from './rate-result.ts';
import { setRates } from './set-rates.ts';
import { frameOf } from './testing/frame-of.ts';

const notRelevant = 1;
const relevant = 2;

/** Queries with as many labelled pairs each, of which all, or the first few, are relevant in the first queries. */
function rateOf(queries: number, each: number, hits: number, ofEach = each): RateResult {
  const frame = frameOf(
    Array.from({ length: queries * each }, (_, i) => {
      const cluster = Math.floor(i / each);
      return { cluster, answer: 0, label: cluster < hits && i % each < ofEach ? relevant : notRelevant };
    }),
  );
  return setRates(frame, 0, 'queries-like-these').selected.human;
}

it('covers the share of queries like these over every sample, where all pairs of a query are alike', () => {
  for (const [queries, share] of [
    [40, 0.02],
    [40, 0.05],
    [40, 0.1],
    [12, 0.1],
    [12, 0.3],
  ] as const) {
    let covered = 0;
    let chance = (1 - share) ** queries;
    for (let hits = 0; hits <= queries; hits++) {
      const { low, high } = rateOf(queries, 3, hits);
      if ((low ?? 1) <= share && share <= (high ?? 0)) covered += chance;
      chance *= ((queries - hits) / (hits + 1)) * (share / (1 - share));
    }
    expect(covered).toBeGreaterThan(0.93);
  }
});

it('takes labels that all say the same for one a query, and few clusters for as little as their t says', () => {
  const none = rateOf(15, 4, 0);
  expect(none).toMatchObject({ estimate: 0, low: 0, n_human: 60, method: 'clopper-pearson' });
  expect(none.effective_n).toBeCloseTo(15, 12);
  // Korn & Graubard (1998): n* (t of the labels / t of the clusters)².
  const n = 15 * (tQuantile(0.975, 59) / tQuantile(0.975, 14)) ** 2;
  expect(none.high).toBeCloseTo(clopperPearson(0, n, 0.95).high, 12);
  const some = rateOf(15, 4, 3, 1);
  const effective = (some.effective_n ?? 0) * (tQuantile(0.975, 59) / tQuantile(0.975, 14)) ** 2;
  const { low, high } = clopperPearson(0.05 * effective, effective, 0.95);
  expect(some.low).toBeCloseTo(low, 12);
  expect(some.high).toBeCloseTo(high, 12);
});
