import { constants, setPriority } from 'node:os';

/** Threads that encode and search, which are started from here, take what the window leaves: its answers to a key come first. */
export function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some systems allow no change; then all are equal, as they were.
  }
}
