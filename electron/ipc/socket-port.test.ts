import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { socketPort } from './socket-port.ts';

/** Everything that a port writes for these messages. */
function framesOf(messages: readonly unknown[]): Buffer {
  const sent: Buffer[] = [];
  const port = socketPort(
    new Duplex({
      read: () => {},
      write(chunk: Buffer, _encoding, done) {
        sent.push(chunk);
        done();
      },
    }),
  );
  for (const message of messages) port.post(message);
  return Buffer.concat(sent);
}

/** A stream that only receives: what the other side sends is pushed by hand. */
function receiver(): Duplex {
  return new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() });
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('socket port', () => {
  it('gives the same messages however the bytes are split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        async (messages, cuts) => {
          const bytes = framesOf(messages);
          const stream = receiver();
          const seen: unknown[] = [];
          socketPort(stream).onMessage((message) => seen.push(message));
          const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted(
            (a, b) => a - b,
          );
          places.forEach((place, index) => {
            const piece = bytes.subarray(place, places[index + 1] ?? bytes.length);
            if (piece.length > 0) stream.push(piece);
          });
          while (seen.length < messages.length) await soon();
          expect(seen).toEqual(JSON.parse(JSON.stringify(messages)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ends the connection on garbage, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 64 }), async (garbage) => {
        const stream = receiver();
        const port = socketPort(stream, 1024);
        port.onMessage(() => {});
        stream.push(garbage);
        stream.push(Buffer.alloc(2048, 0xff));
        await soon();
        await soon();
        expect(stream.destroyed).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('ends the connection when a listener refuses a message', async () => {
    const stream = receiver();
    const closed = new Promise<void>((resolve) => {
      const port = socketPort(stream);
      port.onMessage(() => {
        throw new Error('not understood');
      });
      port.onClose(resolve);
    });
    stream.push(framesOf([1]));
    await closed;
    expect(stream.destroyed).toBe(true);
  });

  it('refuses to send what is too large or no JSON, and stays open', () => {
    const stream = receiver();
    const port = socketPort(stream, 100);
    expect(() => port.post('x'.repeat(200))).toThrow('larger than the 100 allowed');
    expect(() => port.post({ n: 1n })).toThrow('BigInt');
    expect(stream.destroyed).toBe(false);
  });

  it('keeps messages that come before anybody listens, and tells a late listener of the end', async () => {
    const stream = receiver();
    const port = socketPort(stream);
    stream.push(framesOf([1, 2]));
    await soon();
    const seen: unknown[] = [];
    port.onMessage((message) => seen.push(message));
    expect(seen).toEqual([1, 2]);
    port.close();
    await soon();
    await new Promise<void>((resolve) => port.onClose(resolve));
    expect(() => port.post(3)).not.toThrow();
  });
});
