import type { Digest } from './digest.ts';

const chunkBits = 16;
const chunkEntries = 1 << chunkBits;
const wordsPerEntry = 5;

/**
 * From 128-bit digests to whole numbers, for tens of millions of keys: 20 bytes an entry and 4 to 11 a slot, outside the
 * JavaScript heap. Digests are cryptographic: two different keys share one with probability n² / 2¹²⁹ (10⁻²⁴ for 10⁷ keys).
 */
export class HashIndex {
  #size = 0;
  #chunks: Int32Array[] = [];
  /** Entry + 1, or 0. Open addressing, linear probing, at most ⅔ full. */
  #slots = new Int32Array(1024);

  get size(): number {
    return this.#size;
  }

  /** The value of a key, or −1. */
  get(key: Digest): number {
    const mask = this.#slots.length - 1;
    for (let slot = (key[0] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] ?? 0) - 1;
      if (entry < 0) return -1;
      if (this.#holds(entry, key)) return this.#word(entry, 4);
    }
  }

  /** Adds a key that is not there yet. */
  add(key: Digest, value: number): void {
    const entry = this.#size++;
    if (entry >> chunkBits >= this.#chunks.length) {
      this.#chunks.push(new Int32Array(chunkEntries * wordsPerEntry));
    }
    const chunk = this.#chunks[entry >> chunkBits];
    const at = (entry & (chunkEntries - 1)) * wordsPerEntry;
    chunk?.set(key, at);
    chunk?.set([value], at + 4);
    if (this.#size * 3 > this.#slots.length * 2) this.#grow();
    else this.#place(entry);
  }

  /** Every key with its value, in the order of adding. The key is reused for the next one. */
  *entries(): Generator<readonly [Digest, number]> {
    const key = new Int32Array(4);
    for (let entry = 0; entry < this.#size; entry++) {
      for (let word = 0; word < 4; word++) key[word] = this.#word(entry, word);
      yield [key, this.#word(entry, 4)];
    }
  }

  #word(entry: number, word: number): number {
    return this.#chunks[entry >> chunkBits]?.[(entry & (chunkEntries - 1)) * wordsPerEntry + word] ?? 0;
  }

  #holds(entry: number, key: Digest): boolean {
    for (let word = 0; word < 4; word++) if (this.#word(entry, word) !== key[word]) return false;
    return true;
  }

  #place(entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#word(entry, 0) & mask;
    while ((this.#slots[slot] ?? 0) !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry + 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let entry = 0; entry < this.#size; entry++) this.#place(entry);
  }
}
