import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableOfCounts, tableOfPairs, type RatedPairs } from './confusion-table.ts';
import { agreementOfTable } from './table-agreement.ts';
import { agreementOfPairs } from './weighted-agreement.ts';

/** Grades 0 to 3, as UMBRELA gives them. */
const grades = ['0', '1', '2', '3'];

type Rated = readonly [first: number, second: number];
const grade = fc.integer({ min: 0, max: 3 });
const ratings = fc.array(fc.tuple(grade, grade), { minLength: 2, maxLength: 40 });
/** All but one of the grades unused by both, now and then: where chance leaves nothing to divide by. */
const oftenOneClass = fc.oneof(
  ratings,
  fc.tuple(grade, fc.integer({ min: 2, max: 9 })).map(([own, n]) => Array<Rated>(n).fill([own, own])),
);

const squared = (a: number, b: number): number => (a - b) ** 2;
const unequal = (a: number, b: number): number => (a === b ? 0 : 1);
type Distance = typeof squared;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Cohen (1968), as disagreement seen over disagreement of every first answer with every second one; NaN for 0/0. */
function kappaByPairs(rated: readonly Rated[], distance: Distance): number {
  const seen = mean(rated.map(([a, b]) => distance(a, b)));
  const byChance = mean(rated.flatMap(([a]) => rated.map(([, b]) => distance(a, b))));
  return byChance === 0 ? Number.NaN : 1 - seen / byChance;
}

/** Krippendorff (2011), over every two of all the values there are, whoever gave them; NaN for 0/0. */
function alphaByValues(rated: readonly Rated[], distance: Distance): number {
  const values = rated.flat();
  const seen = mean(rated.map(([a, b]) => distance(a, b)));
  const byChance = mean(
    values.flatMap((a, i) => values.flatMap((b, j) => (i === j ? [] : [distance(a, b)]))),
  );
  return byChance === 0 ? Number.NaN : 1 - seen / byChance;
}

/** Gwet (2008): by chance one answers at random among q, as often as answers vary. */
function ac1ByHand(rated: readonly Rated[]): number {
  const values = rated.flat();
  const spread = grades.map((_, own) => {
    const share = values.filter((value) => value === own).length / values.length;
    return share * (1 - share);
  });
  const byChance = spread.reduce((sum, one) => sum + one, 0) / (grades.length - 1);
  return (mean(rated.map(([a, b]) => 1 - unequal(a, b))) - byChance) / (1 - byChance);
}

function pairsOf(rated: readonly Rated[], weight: (i: number) => number): RatedPairs {
  return {
    first: Uint8Array.from(rated, ([a]) => a),
    second: Uint8Array.from(rated, ([, b]) => b),
    weight: Float64Array.from(rated, (_, i) => weight(i)),
    cluster: null,
  };
}

/** Stands for a coefficient that is 0/0; no coefficient is as large. */
const oneClass = 99;

/** The number that a result gives; `oneClass` where it has that reason instead, NaN where it has none. */
function shownOf({ estimate, reason }: { estimate: number | null; reason?: string }): number {
  return estimate ?? (reason?.includes('one and the same category') === true ? oneClass : Number.NaN);
}

function close(oracle: number): unknown {
  return expect.closeTo(Number.isNaN(oracle) ? oneClass : oracle, 10);
}

describe('agreement on grades', () => {
  it('is what its definition gives, pair by pair', () => {
    fc.assert(
      fc.property(oftenOneClass, (rated) => {
        const table = tableOfPairs(
          grades,
          pairsOf(rated, () => 1),
        );
        expect(shownOf(agreementOfTable('cohen', table))).toEqual(close(kappaByPairs(rated, unequal)));
        expect(shownOf(agreementOfTable('cohen', table, 'quadratic'))).toEqual(
          close(kappaByPairs(rated, squared)),
        );
        expect(shownOf(agreementOfTable('krippendorff', table))).toEqual(
          close(alphaByValues(rated, unequal)),
        );
        expect(shownOf(agreementOfTable('krippendorff', table, 'quadratic'))).toEqual(
          close(alphaByValues(rated, squared)),
        );
        expect(shownOf(agreementOfTable('gwet', table))).toEqual(close(ac1ByHand(rated)));
      }),
    );
  });

  it('counts a pair as often as its weight says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(grade, grade, fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 20 }),
        (rows) => {
          const rated = rows.map(([a, b]): Rated => [a, b]);
          const repeated = rows.flatMap(([a, b, weight]) => Array<Rated>(weight).fill([a, b]));
          const pairs = pairsOf(rated, (i) => rows[i]?.[2] ?? 0);
          expect(shownOf(agreementOfPairs('cohen', grades, pairs, 'quadratic'))).toEqual(
            close(kappaByPairs(repeated, squared)),
          );
          expect(shownOf(agreementOfPairs('gwet', grades, pairs))).toEqual(close(ac1ByHand(repeated)));
        },
      ),
    );
  });

  it('does not change when both raters change places', () => {
    fc.assert(
      fc.property(ratings, (rated) => {
        const counts = (turned: boolean): number[] => {
          const cells = Array<number>(16).fill(0);
          for (const [a, b] of rated) {
            const cell = turned ? b * 4 + a : a * 4 + b;
            cells[cell] = (cells[cell] ?? 0) + 1;
          }
          return cells;
        };
        for (const coefficient of ['cohen', 'gwet', 'krippendorff'] as const) {
          const one = agreementOfTable(coefficient, tableOfCounts(grades, counts(false)), 'quadratic');
          const other = agreementOfTable(coefficient, tableOfCounts(grades, counts(true)), 'quadratic');
          expect(other.estimate ?? -9).toBeCloseTo(one.estimate ?? -9, 12);
          expect(other.se ?? -9).toBeCloseTo(one.se ?? -9, 10);
        }
      }),
    );
  });
});
