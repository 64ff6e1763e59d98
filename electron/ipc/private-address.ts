import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { isAlive, type HolderAddress } from '../engine/workspace/holder.ts';

/** macOS allows 104 bytes with the closing zero, Linux 108. */
const maxSocketPathBytes = 100;

const pipePrefix = String.raw`\\.\pipe\negscope-`;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where this process will answer others of the same user, and the secret that they must show: one per process, before anything is opened.
 * A Unix socket in a folder that only this user can enter; a named pipe on Windows.
 */
export async function privateAddress(environment: Environment = process.env): Promise<HolderAddress> {
  const token = randomBytes(24).toString('hex');
  const name = `${process.pid}-${randomBytes(4).toString('hex')}`;
  if (process.platform === 'win32') return { socket: `${pipePrefix}${name}`, token };
  const folders = candidateFolders(environment).filter(
    (folder) => Buffer.byteLength(join(folder, `${name}.sock`)) <= maxSocketPathBytes,
  );
  for (const folder of folders) {
    await mkdir(folder, { mode: 0o700, recursive: true }).catch(() => {});
    if (await isPrivate(folder)) {
      await removeOrphans(folder);
      return { socket: join(folder, `${name}.sock`), token };
    }
  }
  throw new AppError(
    'failed',
    `no private folder for the local socket: ${folders.join(', ')} must belong to you alone (mode 0700)`,
  );
}

/** Whether a socket that a file names can be trusted to be of this user. */
export async function isPrivateSocket(socket: string): Promise<boolean> {
  if (process.platform === 'win32') return socket.startsWith(pipePrefix);
  return isPrivate(dirname(socket));
}

function candidateFolders(environment: Environment): readonly string[] {
  const runtime = environment['XDG_RUNTIME_DIR'];
  const user = `negscope-${process.getuid?.() ?? 0}`;
  const temporary = [join(tmpdir(), user), join('/tmp', user)];
  return runtime === undefined || runtime === '' ? temporary : [join(runtime, 'negscope'), ...temporary];
}

/** A real folder, not a link, of this user, closed to all others. */
async function isPrivate(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  return (
    found !== null && found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
  );
}

/** Sockets that processes left behind when they were killed. */
async function removeOrphans(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const pid = Number(/^(\d+)-[\da-f]{8}\.sock$/u.exec(entry)?.[1] ?? Number.NaN);
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, entry), { force: true });
  }
}
