import type { RefusedLine } from '../../../../shared/domain/import-report.ts';
import { AppError } from '../../../../shared/errors.ts';

const listed = 1000;

/** Where in the given files something stands. */
export type Place = { readonly file: string; readonly line: number | null };

/** What was not taken: all counted, the first 1,000 listed. With `strict`, the first one ends the import. */
export class Refusals {
  readonly list: RefusedLine[] = [];
  total = 0;
  readonly #strict: boolean;

  constructor(strict: boolean) {
    this.#strict = strict;
  }

  add(place: Place, reason: string): void {
    if (this.#strict) {
      throw new AppError(
        'invalid-input',
        `${placeName(place)}: ${reason}; correct it, or import without --strict to leave it out`,
      );
    }
    this.total++;
    if (this.list.length < listed) this.list.push({ file: place.file, line: place.line, reason });
  }
}

/** `file:line`, as compilers write it. */
export function placeName({ file, line }: Place): string {
  return line === null ? file : `${file}:${line}`;
}
