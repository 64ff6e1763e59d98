import type { Port } from '../../shared/ipc/wire.ts';

export type MemoryPorts = { readonly near: Port; readonly far: Port; readonly close: () => void };

/**
 * Two connected ports inside one process: the same client and server as between processes, without copying. Both ends see
 * the same objects, so neither may change what it sent or received; schemas are still checked by client and server.
 * Messages arrive in order, after the sender's own turn. After `close` nothing arrives any more.
 */
export function memoryPorts(): MemoryPorts {
  const near = createEnd();
  const far = createEnd();
  let open = true;
  const connect = (own: End, other: End): Port => ({
    post(message) {
      queueMicrotask(() => {
        if (open) for (const listener of other.messageListeners) listener(message);
      });
    },
    onMessage: (listener) => void own.messageListeners.push(listener),
    onClose: (listener) => void own.closeListeners.push(listener),
  });
  return {
    near: connect(near, far),
    far: connect(far, near),
    close() {
      if (!open) return;
      open = false;
      for (const listener of [...near.closeListeners, ...far.closeListeners]) listener();
    },
  };
}

type End = {
  readonly messageListeners: ((message: unknown) => void)[];
  readonly closeListeners: (() => void)[];
};

function createEnd(): End {
  return { messageListeners: [], closeListeners: [] };
}
