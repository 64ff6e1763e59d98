/** Scores by label, for data in which only some labels have one: memory only where there are some. */
export class LabelScores {
  readonly #chunks: (Float32Array | undefined)[] = [];

  /** The first score that a label is given stays; none (null) changes nothing. */
  add(label: number, score: number | null): void {
    if (score === null) return;
    const chunk = (this.#chunks[label >> 16] ??= new Float32Array(1 << 16).fill(Number.NaN));
    if (Number.isNaN(chunk[label & 0xffff])) chunk[label & 0xffff] = score;
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  /** NaN for a label without a score. */
  get(label: number): number {
    return this.#chunks[label >> 16]?.[label & 0xffff] ?? Number.NaN;
  }
}
