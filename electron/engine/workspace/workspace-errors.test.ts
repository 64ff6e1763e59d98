import { execFileSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundleForNode, firstLine, killModule, spawnModule } from '../../testing/spawn-module.ts';
import { createWorkspace } from './create-workspace.ts';
import { workspaceErrorOf } from './duckdb-error.ts';
import { openWhenFree } from './open-when-free.ts';
import { openWorkspace } from './open-workspace.ts';
import { schemaVersion } from './schema.ts';

const options = { appVersion: '1.2.3', threads: 1 };

/** Name → SHA-256 of every file in a folder. */
async function contents(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) =>
    entry.isFile(),
  );
  const hashed = files.map(async (entry) => {
    const file = join(entry.parentPath, entry.name);
    return [
      file,
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

/** Runs a shell script whose mounts nobody else sees. */
const apart = ['unshare', '-Urm', 'sh', '-c'];

/** Whether a process may have a small file system of its own, which nobody else sees. */
function ownFileSystem(): boolean {
  try {
    const [command = '', ...rest] = apart;
    execFileSync(command, [...rest, 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a workspace that cannot be used', () => {
  const mayMount = ownFileSystem();
  const cannotMount = 'skipped: this system lets no process of ours mount a file system';
  let module: string;
  let folder: string;
  let path: string;
  let child: ChildProcess | null = null;

  beforeAll(async () => {
    module = await bundleForNode(new URL('../../testing/workspace-process.ts', import.meta.url));
  }, 60_000);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-errors-'));
    path = join(folder, 'a.negscope');
    await (await createWorkspace(path, options)).close();
  });
  afterEach(async () => {
    if (child !== null) await killModule(child);
    child = null;
    await rm(folder, { recursive: true, force: true });
  });

  it('is held by another process, which is named', async () => {
    child = spawnModule(module, ['hold', path]);
    await firstLine(child);
    await expect(openWorkspace(path, options)).rejects.toMatchObject({
      code: 'workspace-held',
      message: expect.stringContaining(`process ${child.pid} `),
    });
    await rm(join(path, 'holder.json'));
    await expect(openWorkspace(path, options)).rejects.toMatchObject({
      code: 'workspace-held',
      message: expect.stringContaining(`process ${child.pid};`),
    });
  });

  it('opens once the process that holds it is gone, when there is patience', async () => {
    const holder = spawnModule(module, ['hold', path]);
    child = holder;
    await firstLine(holder);
    await expect(openWhenFree(path, options, 0)).rejects.toMatchObject({ code: 'workspace-held' });
    const opening = openWhenFree(path, options, 20_000);
    await killModule(holder);
    await (await opening).close();
  });

  it('opens again after its writer was killed, with all that was safe and nothing half', async () => {
    child = spawnModule(module, ['write', path]);
    await firstLine(child);
    await killModule(child);
    const workspace = await openWorkspace(path, options);
    const [row] = await workspace.database.all(
      z.object({ n: z.int() }),
      'SELECT count(*) AS n FROM documents',
    );
    await workspace.close();
    expect(row?.n).toBeGreaterThanOrEqual(5000);
    expect((row?.n ?? 1) % 1000).toBe(0);
  });

  it('opens for reading alone what a killed writer left', async ({ skip }) => {
    if (!mayMount) skip(cannotMount);
    child = spawnModule(module, ['write', path]);
    await firstLine(child);
    await killModule(child);
    const mounted = join(folder, 'mounted');
    await mkdir(mounted);
    const script = `mount -t tmpfs tmpfs "${mounted}" && cp -r "${path}" "${mounted}" && mount -o remount,ro "${mounted}" && exec "$@"`;
    child = spawnModule(module, ['tryToWrite', join(mounted, 'a.negscope')], {
      prefix: [...apart, script, 'sh'],
    });
    const outcome = z
      .object({ readOnly: z.boolean(), documentCount: z.int() })
      .parse(JSON.parse(await firstLine(child)));
    expect(outcome.readOnly).toBe(true);
    expect(outcome.documentCount).toBeGreaterThanOrEqual(5000);
  });

  it('was written by a newer program', async () => {
    const marker = join(path, 'workspace.json');
    const newer = { format: 'negscope-workspace', schema: schemaVersion + 1, created: '2030', app: '9.0.0' };
    await writeFile(marker, JSON.stringify(newer));
    const before = await contents(path);
    await expect(openWorkspace(path, options)).rejects.toMatchObject({
      code: 'workspace-newer',
      message: expect.stringContaining('9.0.0'),
    });
    expect(await contents(path)).toEqual(before);
  });

  it('holds a newer database than its marker says', async () => {
    const workspace = await openWorkspace(path, options);
    await workspace.database.run("UPDATE meta SET value = '99' WHERE key = 'schema_version'");
    await workspace.close();
    const before = await contents(path);
    await expect(openWorkspace(path, options)).rejects.toMatchObject({ code: 'workspace-newer' });
    expect(await contents(path)).toEqual(before);
  });

  const damages: readonly [string, string, (path: string) => Promise<unknown>][] = [
    ['a marker with garbage', 'workspace.json', (p) => writeFile(join(p, 'workspace.json'), '{"format":')],
    ['a foreign marker', 'workspace.json', (p) => writeFile(join(p, 'workspace.json'), '{"schema":1}')],
    ['no marker', 'workspace.json', (p) => rm(join(p, 'workspace.json'))],
    ['no database', 'workspace.duckdb', (p) => rm(join(p, 'workspace.duckdb'))],
    ['an empty database', 'workspace.duckdb', (p) => truncate(join(p, 'workspace.duckdb'), 0)],
    ['half a database', 'workspace.duckdb', (p) => truncate(join(p, 'workspace.duckdb'), 100_000)],
    ['garbage for a database', 'workspace.duckdb', (p) => writeFile(join(p, 'workspace.duckdb'), 'garbage')],
    [
      'a database with flipped bits',
      'workspace.duckdb',
      async (p) => {
        const bytes = await readFile(join(p, 'workspace.duckdb'));
        for (let at = 12_288; at < bytes.length; at += 97) bytes.writeUInt8((bytes[at] ?? 0) ^ 255, at);
        await writeFile(join(p, 'workspace.duckdb'), bytes);
      },
    ],
    [
      'another program’s database',
      'workspace.duckdb',
      async (p) => {
        const { openDatabase } = await import('./open-database.ts');
        await rm(join(p, 'workspace.duckdb'));
        const database = await openDatabase(join(p, 'workspace.duckdb'));
        await database.run('CREATE TABLE other (a INTEGER)');
        await database.close();
      },
    ],
  ];
  it.each(damages)(
    'is damaged: %s; the file is named and nothing is changed',
    async (_name, file, damage) => {
      await damage(path);
      const before = await contents(path);
      await expect(openWorkspace(path, options)).rejects.toMatchObject({
        code: 'workspace-damaged',
        message: expect.stringMatching(
          new RegExp(`${file.replace('.', String.raw`\.`)}: .*; restore it from a copy`, 'u'),
        ),
      });
      expect(await contents(path)).toEqual(before);
    },
  );

  it('is not there, is a file, or is some other folder', async () => {
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'other'));
    for (const name of ['absent', 'file', 'other']) {
      await expect(openWorkspace(join(folder, name), options)).rejects.toMatchObject({
        code: 'file-not-found',
      });
    }
  });

  it('is on a read-only file system: it opens for reading and refuses to be written', async ({ skip }) => {
    if (!mayMount) skip(cannotMount);
    const mounted = join(folder, 'mounted');
    await mkdir(mounted);
    const script = `mount -t tmpfs tmpfs "${mounted}" && cp -r "${path}" "${mounted}" && mount -o remount,ro "${mounted}" && exec "$@"`;
    child = spawnModule(module, ['tryToWrite', join(mounted, 'a.negscope')], {
      prefix: [...apart, script, 'sh'],
    });
    expect(JSON.parse(await firstLine(child))).toEqual({
      readOnly: true,
      documentCount: 0,
      written: 'read-only',
      filled: 'read-only',
      file: 'ENOENT',
    });
  });

  it('is on a full disk: the write fails by name, and what was there stays readable', async ({ skip }) => {
    if (!mayMount) skip(cannotMount);
    const mounted = join(folder, 'mounted');
    await mkdir(mounted);
    const copy = join(folder, 'copy');
    const script = `mount -t tmpfs -o size=12m tmpfs "${mounted}" && cp -r "${path}" "${mounted}" && "$@"; cp -r "${mounted}/a.negscope" "${copy}"`;
    child = spawnModule(module, ['tryToWrite', join(mounted, 'a.negscope')], {
      prefix: [...apart, script, 'sh'],
    });
    const ended = new Promise((resolve) => child?.once('close', resolve));
    const outcome: unknown = JSON.parse(await firstLine(child));
    await ended;
    expect(outcome).toMatchObject({ readOnly: false, written: 'done', filled: 'disk-full', file: 'ENOSPC' });
    const workspace = await openWorkspace(copy, options);
    const rows = await workspace.database.all(
      z.object({ value: z.string() }),
      "SELECT value FROM meta WHERE key = 'x'",
    );
    await workspace.close();
    expect(rows).toEqual([{ value: 'y' }]);
  });

  it('says what error numbers and DuckDB’s words mean', () => {
    const codeOf = (message: string, code?: string): unknown =>
      workspaceErrorOf(Object.assign(new Error(message), { code }), '/w/file');
    expect(codeOf('write', 'ENOSPC')).toMatchObject({ code: 'disk-full' });
    expect(codeOf('Could not write all bytes to file "x": No space left on device')).toMatchObject({
      code: 'disk-full',
    });
    expect(codeOf('open', 'EROFS')).toMatchObject({ code: 'read-only' });
    expect(codeOf('open', 'EACCES')).toMatchObject({ code: 'read-only' });
    expect(codeOf('IO Error: Cannot open file "x": Read-only file system')).toMatchObject({
      code: 'read-only',
    });
    expect(
      codeOf(
        'FATAL Error: database has been invalidated because of a previous fatal error. No space left on device',
      ),
    ).toMatchObject({ code: 'disk-full' });
    const other = new Error('Parser Error: syntax');
    expect(workspaceErrorOf(other, '/w/file')).toBe(other);
  });

  it('can be copied while it is closed, and its copy opened', async () => {
    await cp(path, join(folder, 'b.negscope'), { recursive: true });
    const workspace = await openWorkspace(join(folder, 'b.negscope'), options);
    expect((await workspace.dataSet()).documentCount).toBe(0);
    await workspace.close();
  });
});
