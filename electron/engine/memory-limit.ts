import { totalmem } from 'node:os';

/** Bytes that this process may use; a container may be given less than the machine has. */
export function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
