import { createHash } from 'node:crypto';

const bufferBytes = 1 << 20;
const textMark = 1;
const numberMark = 2;
const headBytes = 5;

/**
 * SHA-256 over a sequence of strings and numbers, each marked with its kind and length, so that no two sequences give the same bytes.
 * Gathers a megabyte before hashing: one call a value would cost more than the hashing.
 */
export class ContentHash {
  readonly #hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #used = 0;

  text(value: string): void {
    // A UTF-16 unit is at most three bytes of UTF-8.
    const most = value.length * 3 + headBytes;
    if (most > bufferBytes - this.#used) this.#flush();
    if (most > bufferBytes) {
      const bytes = Buffer.from(value, 'utf8');
      this.#head(bytes.length);
      this.#flush();
      this.#hash.update(bytes);
      return;
    }
    const length = this.#buffer.write(value, this.#used + headBytes, 'utf8');
    this.#head(length);
    this.#used += length;
  }

  number(value: number): void {
    if (9 > bufferBytes - this.#used) this.#flush();
    this.#used = this.#buffer.writeUInt8(numberMark, this.#used);
    this.#used = this.#buffer.writeDoubleLE(value, this.#used);
  }

  #head(length: number): void {
    this.#used = this.#buffer.writeUInt8(textMark, this.#used);
    this.#used = this.#buffer.writeUInt32LE(length, this.#used);
  }

  digest(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }

  #flush(): void {
    this.#hash.update(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }
}
