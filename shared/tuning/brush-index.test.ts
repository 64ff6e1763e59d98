import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBrushIndex,
  brushedSums,
  brushEdges,
  brushKinds,
  canIndexBrush,
  emptyBrushIndex,
} from './brush-index.ts';
import { indexBrush } from './index-brush.ts';
import { materialRows } from './material-rows.ts';
import { ownPlace } from './own-place.ts';
import { rowsByLoss } from './rows-by-loss.ts';
import { tabulatePool } from './tabulate-pool.ts';
import { prepare, sample, temperature } from './testing/tuning-sample.ts';
import type { TuneFilter, TuneRange } from './tune-request.ts';
import { tuneTables, type TuneTables } from './tune-tables.ts';

/** Counts to the last one; sums up to the order in which they were added. */
function like({ sums, ...counted }: TuneTables) {
  const near = Object.entries(sums).map(([name, [sum = 0]]): [string, unknown] => [
    name,
    [expect.closeTo(sum, 9)],
  ]);
  return { ...counted, sums: Object.fromEntries(near) };
}

const plain = (tables: TuneTables) => ({
  ...tables,
  sums: Object.fromEntries(Object.entries(tables.sums).map(([name, sums]) => [name, [...sums]])),
});

describe('the index of a brush', () => {
  it('has the numbers that counting under the range has, for every range of bins, any setting and other filter', () => {
    fc.assert(
      fc.property(
        sample,
        fc.constantFrom(...brushKinds),
        fc.integer({ min: 0, max: 6 }),
        (given, kind, cut) => {
          const { material, request: drawn, frame } = prepare(given);
          const { settings } = drawn;
          const { slider, value } = ownPlace(settings);
          const request = { ...drawn, slider, grid: Float64Array.of(value ?? 0) };
          fc.pre(canIndexBrush(kind, settings));
          const others: TuneFilter = kind === 'loss' ? request.filter : { ...request.filter, [kind]: null };
          const part = (from: number, to: number) =>
            indexBrush(
              materialRows(material, from, to),
              { ...request, filter: { ...request.filter, rows: others.rows?.subarray(from, to) ?? null } },
              frame,
              kind,
            );
          const rows = given.rows.length;
          const index = emptyBrushIndex(frame, kind);
          addBrushIndex(index, part(0, Math.min(cut, rows)));
          addBrushIndex(index, part(Math.min(cut, rows), rows));
          const edges = brushEdges(frame, kind);
          const bins = edges.length - 1;
          for (let first = 0; first < bins; first++) {
            for (let end = first + 1; end <= bins; end++) {
              const range: TuneRange = { from: edges[first] ?? 0, to: edges[end] ?? 0, closed: end === bins };
              const filter: TuneFilter =
                kind === 'loss'
                  ? {
                      ...others,
                      rows: masked(others.rows, rowsByLoss(material, settings, temperature, range)),
                    }
                  : { ...others, [kind]: range };
              const asked = { ...request, filter };
              const counted = tuneTables(tabulatePool(material, asked, frame), asked, frame);
              const sums = brushedSums(index, frame, range);
              if (sums === null) throw new Error('a range of bins is in the index');
              expect(plain(tuneTables(sums, asked, frame))).toEqual(like(counted));
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  }, 120_000);

  it('has no numbers for a range that does not begin and end with bins', () => {
    fc.assert(
      fc.property(sample, (given) => {
        const { frame } = prepare(given);
        const [from = 0, to = 0, after = 0] = frame.score;
        const index = emptyBrushIndex(frame, 'score');
        for (const range of [
          { from, to: (to + after) / 2, closed: false },
          { from, to, closed: true },
          { from: to, to: from, closed: false },
          { from, to: frame.score[frame.score.length - 1] ?? 0, closed: false },
        ])
          expect(brushedSums(index, frame, range)).toBeNull();
      }),
      { numRuns: 20 },
    );
  });
});

function masked(rows: Uint8Array | null, also: Uint8Array): Uint8Array {
  return also.map((row, i) => row & (rows?.[i] ?? 1));
}
