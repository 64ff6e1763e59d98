/** 32-bit whole numbers by index, growing at the end without copying what is there. */
export class GrowingInt32 {
  #chunks: Int32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const chunk = this.#length >> 16;
    if (chunk >= this.#chunks.length) this.#chunks.push(new Int32Array(1 << 16));
    this.set(this.#length++, value);
  }

  get(index: number): number {
    return this.#chunks[index >> 16]?.[index & 0xffff] ?? 0;
  }

  set(index: number, value: number): void {
    const chunk = this.#chunks[index >> 16];
    if (chunk !== undefined) chunk[index & 0xffff] = value;
  }

  toArray(): Int32Array<ArrayBuffer> {
    const all = new Int32Array(this.#length);
    this.#chunks.forEach((chunk, i) => {
      all.set(chunk.subarray(0, this.#length - (i << 16)), i << 16);
    });
    return all;
  }
}
