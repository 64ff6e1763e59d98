/** A whole number with groups: 1,234,567. */
export function countText(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+(?!\d))/gu, ',');
}

/** "1 pair", "1,076 pairs". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
