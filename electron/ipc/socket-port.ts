import type { Duplex } from 'node:stream';
import { AppError } from '../../shared/errors.ts';
import type { Port } from '../../shared/ipc/wire.ts';

/** A port that can also be let go of. */
export type ClosablePort = Port & { readonly close: () => void };

export const defaultMaxFrameBytes = 64 * 1024 * 1024;

const headerBytes = 4;

/**
 * A port over a byte stream. A frame is its length in bytes (uint32, big-endian) and that many bytes of UTF-8 JSON.
 * Whatever is not that ends the connection: garbage, a frame above `maxFrameBytes`, a message that a listener refuses.
 * `post` throws `failed` for a message that is too large or no JSON, and does nothing after the end.
 */
export function socketPort(socket: Duplex, maxFrameBytes = defaultMaxFrameBytes): ClosablePort {
  const listeners: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  const early: unknown[] = [];
  let closed = false;

  const push = frameReader(maxFrameBytes, (message) => {
    if (listeners.length === 0) early.push(message);
    for (const listener of listeners) listener(message);
  });

  socket.on('data', (bytes: Buffer) => {
    try {
      if (!closed) push(bytes);
    } catch {
      socket.destroy();
    }
  });
  // The 'close' that follows is what matters.
  socket.on('error', () => {});
  socket.on('end', () => socket.destroy());
  socket.on('close', () => {
    closed = true;
    for (const closer of closers) closer();
  });

  return {
    post(message) {
      if (closed || socket.destroyed) return;
      const json = Buffer.from(JSON.stringify(message));
      if (json.length > maxFrameBytes) {
        throw new AppError(
          'failed',
          `a message of ${json.length} bytes is larger than the ${maxFrameBytes} allowed`,
        );
      }
      const header = Buffer.alloc(headerBytes);
      header.writeUInt32BE(json.length);
      socket.write(Buffer.concat([header, json]));
    },
    onMessage(listener) {
      listeners.push(listener);
      for (const message of early.splice(0)) listener(message);
    },
    onClose(listener) {
      closers.push(listener);
      if (closed) queueMicrotask(listener);
    },
    close: () => socket.destroy(),
  };
}

/** Cuts a stream of bytes, however split, into messages. Throws on a frame that is too large or no JSON. */
function frameReader(maxFrameBytes: number, onMessage: (message: unknown) => void): (bytes: Buffer) => void {
  let chunks: Buffer[] = [];
  let available = 0;

  /** The first `length` bytes, or null while they have not all come. */
  function take(length: number): Buffer | null {
    if (available < length) return null;
    const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    chunks = [all.subarray(length)];
    available -= length;
    return all.subarray(0, length);
  }

  let expected: number | null = null;
  return (bytes) => {
    chunks.push(bytes);
    available += bytes.length;
    for (;;) {
      if (expected === null) {
        const header = take(headerBytes);
        if (header === null) return;
        expected = header.readUInt32BE();
        if (expected > maxFrameBytes) throw new AppError('invalid-input', 'the frame is too large');
      }
      const frame = take(expected);
      if (frame === null) return;
      expected = null;
      const message: unknown = JSON.parse(frame.toString('utf8'));
      onMessage(message);
    }
  };
}
