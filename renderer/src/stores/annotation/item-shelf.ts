import type { AnnotationItem } from '../../../../shared/ipc/annotate-calls.ts';

/** Items at hand by place, with this person's answers laid over them before the engine acknowledged them. */
export type ItemShelf = ReadonlyMap<number, AnnotationItem>;

type Answer = Partial<Pick<AnnotationItem, 'value' | 'note' | 'evidence' | 'isSkipped'>>;

/** More than this many texts are not held. */
const most = 60;

/** The shelf with one item's answer changed; the same shelf where the item is not on it. */
export function withAnswer(shelf: ItemShelf, place: number, answer: Answer): ItemShelf {
  const item = shelf.get(place);
  return item === undefined ? shelf : new Map(shelf).set(place, { ...item, ...answer });
}

/** Adds what the engine told. Places in `newer` were answered after it looked: their answers stay. Answered places but `keep` make room. */
export function withItems(
  shelf: ItemShelf,
  items: readonly AnnotationItem[],
  newer: (place: number) => boolean,
  keep: ReadonlySet<number>,
): ItemShelf {
  const next = new Map(shelf);
  for (const item of items) {
    const own = next.get(item.place);
    if (own !== undefined && newer(item.place)) {
      const { value, note, evidence, isSkipped } = own;
      next.set(item.place, { ...item, value, note, evidence, isSkipped });
    } else next.set(item.place, item);
  }
  for (const [place, { value }] of next) {
    if (next.size <= most) break;
    if (value !== null && !keep.has(place)) next.delete(place);
  }
  return next;
}

/** Places that are neither labelled nor skipped, in the order of the queue. */
export function openPlaces(shelf: ItemShelf): readonly number[] {
  return placesWhere(shelf, ({ value, isSkipped }) => value === null && !isSkipped);
}

/** The skipped place that comes after another, going round. */
export function nextSkipped(shelf: ItemShelf, after: number | null): number | null {
  const skipped = placesWhere(shelf, ({ value, isSkipped }) => value === null && isSkipped);
  return skipped.find((place) => place > (after ?? -1)) ?? skipped[0] ?? null;
}

function placesWhere(shelf: ItemShelf, isWanted: (item: AnnotationItem) => boolean): readonly number[] {
  return [...shelf.values()]
    .filter(isWanted)
    .map(({ place }) => place)
    .toSorted((a, b) => a - b);
}
