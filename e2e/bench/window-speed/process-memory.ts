import { readdirSync, readFileSync } from 'node:fs';

export type ProcessMemory = {
  readonly kind: string;
  readonly pssMb: number;
  /** Of it, what is no file's: the share of a file's pages changes with who else has mapped them. */
  readonly ownMb: number;
};

/** The share of memory (PSS) of a process and all that it started, from the kernel's own sums; Linux only. */
export function memoryOf(root: number): readonly ProcessMemory[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id) ?? 0;
    return id === root || (parent > 1 && isOurs(parent));
  };
  return [...parents.keys()]
    .filter(isOurs)
    .map((id) => ({ kind: kindOf(id), pssMb: rolledUp(id, 'Pss'), ownMb: rolledUp(id, 'Pss_Anon') }));
}

export function totalMb(processes: readonly ProcessMemory[], kind?: string): number {
  return processes
    .filter((one) => kind === undefined || one.kind === kind)
    .reduce((sum, { pssMb }) => sum + pssMb, 0);
}

function read(id: number, name: string): string {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
}

function parentOf(id: number): number {
  // The name in brackets may hold anything.
  return Number(read(id, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0);
}

/** One of the kernel's sums over a process, in MB. */
function rolledUp(id: number, name: 'Pss' | 'Pss_Anon'): number {
  const line = read(id, 'smaps_rollup')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  return Number(/\d+/.exec(line ?? '')?.[0] ?? 0) / 1024;
}

function kindOf(id: number): string {
  const command = read(id, 'cmdline');
  const type = /--type=([a-z-]+)/.exec(command)?.[1] ?? 'main';
  return command.includes('node.mojom.NodeService') ? 'engine' : type;
}
