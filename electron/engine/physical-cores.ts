import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Cores that compute, at most what this process may use: two hardware threads of one core share its arithmetic units, and
 * matrix products only slow each other down there. Where the system does not tell, every processor counts.
 */
export function physicalCores(): number {
  const usable = availableParallelism();
  return Math.max(1, Math.min(usable, coresIn(cpuinfo()) ?? usable));
}

/** Distinct (socket, core) pairs of Linux's /proc/cpuinfo; null where it does not name them. */
export function coresIn(text: string): number | null {
  const cores = new Set<string>();
  for (const processor of text.split(/\n\n+/u)) {
    const socket = /^physical id\s*:\s*(\d+)/mu.exec(processor)?.[1];
    const core = /^core id\s*:\s*(\d+)/mu.exec(processor)?.[1];
    if (socket !== undefined && core !== undefined) cores.add(`${socket} ${core}`);
  }
  return cores.size > 0 ? cores.size : null;
}

function cpuinfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}
