import { TextColumn, type QuerySort } from '../../../../shared/ipc/view-calls.ts';
import { startOrder, type QueryOrder } from '../../stores/queries.ts';

/** The order after a click on a column: numbers from the largest and words from the first; then turned round; then as imported again. */
export function nextOrder(sort: QuerySort, order: QueryOrder): Pick<QueryOrder, 'sort' | 'descending'> {
  const isDescendingFirst = !TextColumn.safeParse(sort).success;
  if (sort !== order.sort) return { sort, descending: isDescendingFirst };
  if (order.descending === isDescendingFirst) return { sort, descending: !isDescendingFirst };
  return { sort: startOrder.sort, descending: startOrder.descending };
}
