import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { workspaceErrorOf } from './duckdb-error.ts';
import { workspaceFiles } from './workspace-files.ts';

const Holder = z.object({
  pid: z.int().positive(),
  /** Where the holder answers; null when it does not listen. */
  socket: z.string().nullable(),
  /** What a caller must show first: only who can read this file knows it. */
  token: z.string().nullable(),
  /** ISO 8601. */
  started: z.string(),
});
/** `holder.json`: which process has the workspace open, and how to reach it. */
export type Holder = z.infer<typeof Holder>;

/** Where this process answers other processes of the same user. */
export type HolderAddress = { readonly socket: string; readonly token: string };

/** Who says that it holds the workspace; null when nobody does, or the file is unreadable. */
export async function readHolder(path: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(workspaceFiles(path).holder, 'utf8')));
  } catch {
    return null;
  }
}

/** Says that this process holds the workspace; readable by this user only, since it carries the token. */
export async function writeHolder(path: string, address: HolderAddress | null): Promise<Holder> {
  const file = workspaceFiles(path).holder;
  const holder: Holder = {
    pid: process.pid,
    socket: address?.socket ?? null,
    token: address?.token ?? null,
    started: new Date().toISOString(),
  };
  try {
    await rm(`${file}.new`, { force: true });
    await writeFile(`${file}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  } catch (error) {
    await rm(`${file}.new`, { force: true }).catch(() => {});
    throw workspaceErrorOf(error, file);
  }
  return holder;
}

/** Takes the word back, unless another process has given its own since. */
export async function removeHolder(path: string, own: Holder): Promise<void> {
  const holder = await readHolder(path);
  if (holder?.pid === own.pid && holder.started === own.started) {
    await rm(workspaceFiles(path).holder, { force: true });
  }
}

/** Whether a process with this id runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
