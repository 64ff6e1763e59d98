import { describe, expect, it } from 'vitest';
import { QuerySort } from '../../../../shared/ipc/view-calls.ts';
import { startOrder } from '../../stores/queries.ts';
import { nextOrder } from './next-order.ts';

describe('clicks on a column', () => {
  it('sort from its telling end, then from the other, then as imported', () => {
    for (const sort of QuerySort.exclude(['imported', 'relevance']).options) {
      const first = nextOrder(sort, startOrder);
      expect(first).toEqual({ sort, descending: sort !== 'id' && sort !== 'text' });
      const second = nextOrder(sort, { ...startOrder, ...first });
      expect(second).toEqual({ sort, descending: !first.descending });
      const third = nextOrder(sort, { ...startOrder, ...second });
      expect({ ...startOrder, ...third }).toEqual(startOrder);
    }
  });
});
