import type { DuckDBAppender } from '@duckdb/node-api';
import { AppError } from '../../../../shared/errors.ts';
import type { ContentHash } from './content-hash.ts';
import { GrowingInt32 } from '../../../../shared/growing-int32.ts';
import { LabelScores } from './label-scores.ts';
import type { Merges } from './merges.ts';
import { placeName, type Place } from './refusals.ts';

type Label = {
  readonly query: number;
  readonly document: number;
  readonly grade: number;
  readonly split: string;
  /** What the data scores the pair; null where it does not. */
  readonly score: number | null;
};

const mostSplits = 256;

/** Takes labels in; a (query, document, split) has one grade, the highest that was given. 20 bytes a label and 4 to 11 a slot. */
export class LabelIntake {
  readonly #queries = new GrowingInt32();
  readonly #documents = new GrowingInt32();
  readonly #splitOf = new GrowingInt32();
  readonly #grades: Float64Array[] = [];
  readonly #scores = new LabelScores();
  readonly #splits: string[] = [];
  readonly #merges: Merges;
  /** Label + 1, or 0. */
  #slots = new Int32Array(1024);

  constructor(merges: Merges) {
    this.#merges = merges;
  }

  /** A label keeps the first score that it is given. */
  add({ query, document, grade, split, score }: Label, place: Place): void {
    const splitIndex = this.#splitIndex(split);
    const slot = this.#slotOf(query, document, splitIndex);
    const known = (this.#slots[slot] ?? 0) - 1;
    if (known < 0) {
      this.#slots[slot] = this.#queries.length + 1;
      this.#queries.push(query);
      this.#documents.push(document);
      this.#splitOf.push(splitIndex);
      this.#setGrade(this.#queries.length - 1, grade);
      this.#scores.add(this.#queries.length - 1, score);
      if (this.#queries.length * 3 > this.#slots.length * 2) this.#grow();
      return;
    }
    this.#scores.add(known, score);
    const before = this.#grade(known);
    if (before === grade) {
      this.#merges.add('duplicate-label', () => ({ id: placeName(place), into: 'the same label before' }));
      return;
    }
    const highest = Math.max(before, grade);
    this.#setGrade(known, highest);
    this.#merges.add('conflicting-grade', () => ({
      id: placeName(place),
      into: `grade ${highest} (${before} before, ${grade} here)`,
    }));
  }

  /**
   * Writes the table `qrels` by query, split name, document; feeds the hash in that order. Returns what the data scores the
   * positives of each split, in that order, NaN for none; nothing where it scores none.
   */
  finish(appender: DuckDBAppender, hash: ContentHash, queryCount: number): ReadonlyMap<string, number[]> {
    const scores = new Map(this.#scores.isEmpty ? [] : this.#splits.map((split) => [split, [] as number[]]));
    for (const { query, document, grade, split, score } of this.sorted(queryCount)) {
      if (grade > 0) scores.get(split)?.push(score ?? Number.NaN);
      appender.appendInteger(query);
      appender.appendInteger(document);
      appender.appendDouble(grade);
      appender.appendVarchar(split);
      appender.endRow();
      hash.number(query);
      hash.number(document);
      hash.number(grade);
      hash.text(split);
    }
    appender.closeSync();
    return scores;
  }

  /** What was taken, by query, split name, document. */
  *sorted(queryCount: number): Generator<Label> {
    for (const label of this.#byQuery(queryCount, this.#splitRanks())) {
      yield {
        query: this.#queries.get(label),
        document: this.#documents.get(label),
        grade: this.#grade(label),
        split: this.#splits[this.#splitOf.get(label)] ?? '',
        score: this.#scores.get(label),
      };
    }
  }

  /** Label numbers, grouped by query (counting sort), then by split and document. */
  *#byQuery(queryCount: number, splitRank: readonly number[]): Generator<number> {
    const offsets = new Int32Array(queryCount + 1);
    const total = this.#queries.length;
    for (let label = 0; label < total; label++) {
      const next = this.#queries.get(label) + 1;
      offsets[next] = (offsets[next] ?? 0) + 1;
    }
    for (let query = 0; query < queryCount; query++) {
      offsets[query + 1] = (offsets[query + 1] ?? 0) + (offsets[query] ?? 0);
    }
    const labels = new Int32Array(total);
    const next = offsets.slice();
    for (let label = 0; label < total; label++) {
      const query = this.#queries.get(label);
      const at = next[query] ?? 0;
      labels[at] = label;
      next[query] = at + 1;
    }
    const rankOf = (label: number): number => splitRank[this.#splitOf.get(label)] ?? 0;
    for (let query = 0; query < queryCount; query++) {
      yield* labels
        .subarray(offsets[query], offsets[query + 1])
        .toSorted((a, b) => rankOf(a) - rankOf(b) || this.#documents.get(a) - this.#documents.get(b));
    }
  }

  #splitRanks(): readonly number[] {
    const sorted = this.#splits.toSorted();
    return this.#splits.map((split) => sorted.indexOf(split));
  }

  #splitIndex(split: string): number {
    const known = this.#splits.indexOf(split);
    if (known >= 0) return known;
    if (this.#splits.length === mostSplits) {
      throw new AppError('invalid-input', `more than ${mostSplits} splits; import some of them with --split`);
    }
    return this.#splits.push(split) - 1;
  }

  #slotOf(query: number, document: number, split: number): number {
    const mask = this.#slots.length - 1;
    let mixed =
      Math.imul(query, 0x9e3779b1) ^ Math.imul(document + 1, 0x85ebca6b) ^ Math.imul(split, 0xc2b2ae35);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
    for (let slot = (mixed ^ (mixed >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const label = (this.#slots[slot] ?? 0) - 1;
      if (label < 0 || this.#is(label, query, document, split)) return slot;
    }
  }

  #is(label: number, query: number, document: number, split: number): boolean {
    return (
      this.#queries.get(label) === query &&
      this.#documents.get(label) === document &&
      this.#splitOf.get(label) === split
    );
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let label = 0; label < this.#queries.length; label++) {
      const slot = this.#slotOf(
        this.#queries.get(label),
        this.#documents.get(label),
        this.#splitOf.get(label),
      );
      this.#slots[slot] = label + 1;
    }
  }

  #grade(label: number): number {
    return this.#grades[label >> 16]?.[label & 0xffff] ?? 0;
  }

  #setGrade(label: number, grade: number): void {
    if (label >> 16 >= this.#grades.length) this.#grades.push(new Float64Array(1 << 16));
    const chunk = this.#grades[label >> 16];
    if (chunk !== undefined) chunk[label & 0xffff] = grade;
  }
}
