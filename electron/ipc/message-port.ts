import type { MessagePortMain } from 'electron';
import type { Port } from '../../shared/ipc/wire.ts';

/** A `Port` over one end of an Electron message channel. Listening starts it. */
export function messagePort(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }: { readonly data: unknown }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
  };
}
