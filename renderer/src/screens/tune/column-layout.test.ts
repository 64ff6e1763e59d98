import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsInOrder, isNarrowed, movedColumn, rowTracks, shownColumns } from './column-layout.ts';
import { queryColumns } from './query-columns.tsx';

const all = Object.keys(queryColumns);
const ids = fc.constantFrom(...all);

describe('the columns of the queries table', () => {
  it('are all there, whatever order was remembered, in that order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(ids, fc.string())), (remembered) => {
        const order = columnsInOrder(remembered);
        expect(order.toSorted()).toEqual(all.toSorted());
        const known = [...new Set(remembered)].filter((id) => all.includes(id));
        expect(order.filter((id) => known.includes(id))).toEqual(known);
      }),
    );
    expect(columnsInOrder([])).toEqual(all);
    // A column that a later version brings stands where it usually does.
    expect(columnsInOrder(['text', 'id', 'kept', 'strip'])).toEqual([
      'text',
      'id',
      'kept',
      'selected',
      'shortBy',
      'suspects',
      'selectedSuspects',
      'judged',
      'annotated',
      'ndcg',
      'top',
      'strip',
      'positives',
      'anchorScore',
      'threshold',
    ]);
  });

  it('move past as many shown ones as asked, and back; never past an end', () => {
    fc.assert(
      fc.property(
        fc.array(ids),
        fc.uniqueArray(ids),
        ids,
        fc.integer({ min: -4, max: 4 }).filter((steps) => steps !== 0),
        (order, hiding, id, by) => {
          const layout = { order, hidden: new Set(hiding) };
          const before = shownColumns(layout);
          const at = before.indexOf(id);
          const moved = movedColumn(layout, id, by);
          const after = shownColumns({ ...layout, order: moved });
          expect(moved.toSorted()).toEqual(all.toSorted());
          // A column that is not shown, or at an end, stays.
          const to = at === -1 || at + by < 0 || at + by >= before.length ? at : at + by;
          expect(after.indexOf(id)).toBe(to);
          expect(after.filter((one) => one !== id)).toEqual(before.filter((one) => one !== id));
          const back = to === at ? moved : movedColumn({ ...layout, order: moved }, id, -by);
          expect(shownColumns({ ...layout, order: back })).toEqual(before);
        },
      ),
    );
  });

  it('have the width that somebody gave them, and the row at least all of them', () => {
    expect([{}, { id: 200, kept: 60 }, { kept: 59 }, { gone: 1 }].map(isNarrowed)).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(rowTracks(['id', 'text', 'kept'], { id: 200.4, kept: 1 })).toEqual({
      gridTemplateColumns: '200px minmax(140px, 1fr) 40px',
      minWidth: `${200 + 140 + 40 + 16}px`,
    });
  });
});
