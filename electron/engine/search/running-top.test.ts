import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hits } from './hit-finder.ts';
import { groupSize } from './hit-graph.ts';
import { mergeHits } from './merge-hits.ts';
import { emptyRunningTop, trimRow } from './running-top.ts';

/** Few different scores, so that ties abound. */
const score = fc.integer({ min: -20, max: 20 }).map((x) => x / 4);

const anyCase = fc.record({
  rows: fc.integer({ min: 1, max: 4 }),
  k: fc.integer({ min: 1, max: 30 }),
  margin: fc.constantFrom(0, 0, 0.25, 2),
  blocks: fc.array(
    fc.record({ documents: fc.integer({ min: 1, max: 70 }), scores: fc.infiniteStream(score) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
});

test('a row keeps its best, whatever is within its margin, and bounds what it left out', () => {
  fc.assert(
    fc.property(anyCase, ({ rows, k, margin, blocks }) => {
      const margins = new Float32Array(rows).fill(margin);
      const top = emptyRunningTop(rows, k, 70, { places: 6 * k, margins });
      const seen: Map<number, number>[] = Array.from({ length: rows }, () => new Map<number, number>());
      let first = 0;
      for (const { documents, scores } of blocks) {
        const named = Int32Array.from({ length: documents }, (_, i) => first + i);
        const all = seen.map((known) => {
          const of = Array.from({ length: documents }, () => scores.next().value ?? 0);
          for (const [i, s] of of.entries()) known.set(first + i, s);
          return of;
        });
        mergeHits(top, 0, hitsOf(all, top.thresholds), named);
        first += documents;
      }
      for (let row = 0; row < rows; row++) {
        trimRow(top, row);
        const from = row * top.capacity;
        const listed = top.documents.subarray(from, from + (top.counts[row] ?? 0));
        const known = seen[row] ?? new Map<number, number>();
        expect(new Set(listed).size).toBe(listed.length);
        const sorted = [...known.values()].toSorted((a, b) => b - a);
        for (const [i, document] of listed.entries()) expect(top.scores[from + i]).toBe(known.get(document));
        const kept = [...listed].map((document) => known.get(document) ?? 0).toSorted((a, b) => b - a);
        expect(kept.slice(0, k)).toEqual(sorted.slice(0, k));
        const outside = [...known].filter(([document]) => !listed.includes(document)).map(([, s]) => s);
        expect(Math.max(-Infinity, ...outside)).toBeLessThanOrEqual(top.thresholds[row] ?? 0);
      }
    }),
    { numRuns: 500 },
  );
});

/** As the graph gives them: whole groups, of which at least one score is above the threshold, filled up with zeros. */
function hitsOf(scores: readonly (readonly number[])[], thresholds: Float32Array): Hits {
  const found = scores.flatMap((of, row) => {
    const filled = [
      ...of,
      ...Array.from({ length: (groupSize - (of.length % groupSize)) % groupSize }, () => 0),
    ];
    return Array.from({ length: filled.length / groupSize }, (_, group) => ({
      row,
      group,
      scores: filled.slice(group * groupSize, (group + 1) * groupSize),
    })).filter((hit) => hit.scores.some((s) => s > (thresholds[row] ?? 0)));
  });
  return {
    count: found.length,
    rows: Int32Array.from(found, ({ row }) => row),
    groups: Int32Array.from(found, ({ group }) => group),
    scores: Float32Array.from(found.flatMap((hit) => hit.scores)),
  };
}
