import { GrowingInt32 } from '../../../../shared/growing-int32.ts';
import { placeName, type Place } from './refusals.ts';

/** Where each of millions of records stood, in eight bytes a record. */
export class Places {
  readonly #lines = new GrowingInt32();
  readonly #files = new GrowingInt32();
  readonly #names: string[] = [];

  get count(): number {
    return this.#lines.length;
  }

  push({ file, line }: Place): void {
    // Records come file by file, so that comparing with the last name is enough.
    if (this.#names.at(-1) !== file) this.#names.push(file);
    this.#files.push(this.#names.length - 1);
    this.#lines.push(line ?? 0);
  }

  /** `file:line` of a record. */
  nameOf(record: number): string {
    const line = this.#lines.get(record);
    return placeName({ file: this.#names[this.#files.get(record)] ?? '', line: line === 0 ? null : line });
  }
}
