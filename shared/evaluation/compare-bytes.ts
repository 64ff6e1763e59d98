/**
 * Order of two texts as C's `strcmp` sees their UTF-8 bytes, which is the order of their code points; negative when `a` comes
 * first. JavaScript's own order differs above U+FFFF, whose surrogates sort below U+E000.
 */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return inCodePointOrder(left) - inCodePointOrder(right);
  }
  return a.length - b.length;
}

/** Moves surrogates behind the rest of the units, where the code points that they write belong. */
function inCodePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
