import type { Port } from '../../shared/ipc/wire.ts';

type PortPair = { readonly near: Port; readonly far: Port; readonly close: () => void };

/** Two connected ports in memory; messages are cloned as Electron would clone them. */
export function portPair(): PortPair {
  const listeners: [((m: unknown) => void)[], ((m: unknown) => void)[]] = [[], []];
  const closers: (() => void)[] = [];
  const end = (own: 0 | 1, other: 0 | 1): Port => ({
    post: (m) => queueMicrotask(() => listeners[other].forEach((l) => l(structuredClone(m)))),
    onMessage: (l) => void listeners[own].push(l),
    onClose: (l) => void closers.push(l),
  });
  return { near: end(0, 1), far: end(1, 0), close: () => closers.forEach((c) => c()) };
}
