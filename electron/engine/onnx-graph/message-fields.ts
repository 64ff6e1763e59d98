import { PbfReader } from 'pbf';

/** One field of a protocol buffer's message, found without reading what it means. */
export type MessageField = {
  readonly number: number;
  /** Tag and value, as they stand in the file. */
  readonly whole: Uint8Array;
  /** The value of a text, a list or a message; of a plain number none. */
  readonly content: Uint8Array | null;
};

const lengthDelimited = 2;

/** The fields of a message in order; views, nothing is copied. Throws when the bytes are no message. */
export function messageFields(message: Uint8Array): readonly MessageField[] {
  const reader = new PbfReader(message);
  const found: MessageField[] = [];
  for (;;) {
    const start = reader.pos;
    const number = reader.nextField();
    if (number === 0) return found;
    const content = reader.type === lengthDelimited ? reader.readBytes() : null;
    if (!content) reader.skip(reader.type);
    if (reader.pos > message.length) throw new Error('a field ends beyond its message');
    found.push({ number, whole: message.subarray(start, reader.pos), content });
  }
}
