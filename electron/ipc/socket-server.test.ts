import type { ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../shared/ipc/client.ts';
import { silentLogger } from '../engine/log.ts';
import { createWorkspace } from '../engine/workspace/create-workspace.ts';
import { writeHolder } from '../engine/workspace/holder.ts';
import { bundleForNode, firstLine, killModule, spawnModule } from '../testing/spawn-module.ts';
import { connectHolder } from './connect-holder.ts';
import { privateAddress } from './private-address.ts';
import { listenPrivately, type PrivateListener } from './socket-server.ts';
import { socketPort } from './socket-port.ts';

describe('reaching the process that holds a workspace', () => {
  let module: string;
  let folder: string;
  let path: string;
  let child: ChildProcess | null = null;

  beforeAll(async () => {
    module = await bundleForNode(new URL('../testing/workspace-process.ts', import.meta.url));
  }, 60_000);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-socket-'));
    path = join(folder, 'a.negscope');
    await (await createWorkspace(path, { appVersion: '1', threads: 1 })).close();
  });
  afterEach(async () => {
    if (child !== null) await killModule(child);
    child = null;
    await rm(folder, { recursive: true, force: true });
  });

  it('calls the holder, cancels there, and hears of its end', async () => {
    child = spawnModule(module, ['serve', path]);
    await firstLine(child);
    const port = await connectHolder(path);
    if (port === null) throw new Error('nobody holds it');
    const client = createClient(port);
    await expect(client.call('dialog.chooseData', undefined)).resolves.toEqual([`pid ${child.pid}`]);
    const controller = new AbortController();
    const cancelled = client.call('workspace.close', { workspace: path }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    const pending = client.call('workspace.close', { workspace: path }).catch((error: unknown) => error);
    await killModule(child);
    expect(await pending).toMatchObject({ code: 'host-exited' });
    // It was killed: holder.json and its socket are still there, and lead to nobody.
    expect(await readdir(path)).toContain('holder.json');
    expect(await connectHolder(path)).toBeNull();
  });

  it('names a holder that is there but does not answer', async () => {
    child = spawnModule(module, ['hang', path]);
    await firstLine(child);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(connectHolder(path, 300)).rejects.toMatchObject({
      code: 'workspace-held',
      message: expect.stringContaining(`process ${child.pid}`),
    });
  });

  it('finds nobody where nobody is', async () => {
    expect(await connectHolder(path)).toBeNull();
    expect(await connectHolder(join(folder, 'absent'))).toBeNull();
    await writeHolder(path, { socket: join(folder, 's'), token: 't' });
    expect(await connectHolder(path)).toBeNull();
    const holder = { pid: 2 ** 22 + 1, socket: join(folder, 's'), token: 't', started: '2026-01-01' };
    await writeFile(join(path, 'holder.json'), JSON.stringify(holder));
    expect(await connectHolder(path)).toBeNull();
    await writeFile(join(path, 'holder.json'), 'garbage');
    expect(await connectHolder(path)).toBeNull();
  });

  it('follows no holder.json to a socket outside a private folder', async () => {
    child = spawnModule(module, ['serve', path]);
    await firstLine(child);
    const holder: unknown = JSON.parse(await readFile(join(path, 'holder.json'), 'utf8'));
    await chmod(folder, 0o755);
    await writeFile(
      join(path, 'holder.json'),
      JSON.stringify({ ...Object(holder), socket: join(folder, 'other.sock') }),
    );
    expect(await connectHolder(path)).toBeNull();
  });

  it('keeps the token to this user', async () => {
    await writeHolder(path, { socket: 's', token: 't' });
    expect((await stat(join(path, 'holder.json'))).mode & 0o777).toBe(0o600);
  });
});

describe('the private socket', () => {
  let folder: string;
  let listener: PrivateListener;
  let address: { readonly socket: string; readonly token: string };
  let finish = (): void => {};

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-private-'));
    address = await privateAddress({ XDG_RUNTIME_DIR: folder });
    listener = await listenPrivately(
      address,
      { 'workspace.close': () => new Promise<void>((resolve) => (finish = resolve)) },
      silentLogger,
    );
  });
  afterEach(async () => {
    await listener.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the listener says to these messages until it ends the connection, or until it has said `answers` things. */
  async function talk(messages: readonly unknown[], answers: number): Promise<unknown[]> {
    const socket = connect(address.socket);
    const port = socketPort(socket);
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      port.onClose(resolve);
      port.onMessage((message) => {
        seen.push(message);
        if (seen.length === answers) resolve();
      });
      for (const message of messages) port.post(message);
    });
    port.close();
    return seen;
  }

  it('lies in a folder that only this user can enter, under a short path', async () => {
    expect((await stat(dirname(address.socket))).mode & 0o777).toBe(0o700);
    expect(Buffer.byteLength(address.socket)).toBeLessThanOrEqual(100);
    const long = await privateAddress({ XDG_RUNTIME_DIR: join(folder, 'x'.repeat(100)) });
    expect(Buffer.byteLength(long.socket)).toBeLessThanOrEqual(100);
  });

  it('avoids a folder that others may enter, and a link', async () => {
    const open = join(folder, 'open');
    await mkdir(join(open, 'negscope'), { recursive: true });
    await chmod(join(open, 'negscope'), 0o755);
    const linked = join(folder, 'linked');
    await mkdir(linked);
    await symlink(dirname(address.socket), join(linked, 'negscope'));
    for (const runtime of [open, linked]) {
      expect((await privateAddress({ XDG_RUNTIME_DIR: runtime })).socket.startsWith(runtime)).toBe(false);
    }
  });

  it('clears away the sockets of processes that are gone', async () => {
    const orphan = join(dirname(address.socket), `${2 ** 22 + 1}-00000000.sock`);
    await writeFile(orphan, '');
    await privateAddress({ XDG_RUNTIME_DIR: folder });
    expect(await readdir(dirname(address.socket))).not.toContain(orphan);
    expect((await stat(address.socket)).isSocket()).toBe(true);
  });

  it('speaks to nobody who does not show the token', async () => {
    const call = { kind: 'call', id: 1, name: 'workspace.close', input: { workspace: '/w' } };
    expect(await talk([{ kind: 'hello', token: 'wrong' }, call], 1)).toEqual([]);
    expect(await talk([call], 1)).toEqual([]);
    expect(await talk([{ kind: 'hello', token: address.token }], 1)).toEqual([
      { kind: 'welcome', pid: process.pid },
    ]);
  });

  it('knows when others still wait for an answer', async () => {
    await listener.idle();
    const call = { kind: 'call', id: 1, name: 'workspace.close', input: { workspace: '/w' } };
    const answered = talk([{ kind: 'hello', token: address.token }, call], 2);
    while (listener.running() === 0) await new Promise((resolve) => setImmediate(resolve));
    let idle = false;
    const waiting = listener.idle().then(() => (idle = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(idle).toBe(false);
    finish();
    expect(await answered).toEqual([
      { kind: 'welcome', pid: process.pid },
      { kind: 'value', id: 1 },
    ]);
    await waiting;
    expect(idle).toBe(true);
  });
});
