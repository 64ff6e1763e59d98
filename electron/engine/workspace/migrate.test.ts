import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations.ts';
import { openDatabase } from './open-database.ts';

const steps: readonly Migration[] = [
  { from: 1, run: (database) => database.run("UPDATE t SET b = a || '!'") },
  { from: 0, run: (database) => database.run('ALTER TABLE t ADD COLUMN b VARCHAR') },
];

describe('migration', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-migrate-'));
    file = join(folder, 'workspace.duckdb');
    const database = await openDatabase(file);
    await database.run(`
      CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
      INSERT INTO meta VALUES ('schema_version', '0');
      CREATE TABLE t (a VARCHAR);
      INSERT INTO t VALUES ('x');
    `);
    await database.close();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function rows(): Promise<unknown> {
    const database = await openDatabase(file);
    try {
      return {
        version: await database.all(z.looseObject({}), "SELECT value FROM meta WHERE key = 'schema_version'"),
        t: await database.all(z.looseObject({}), 'SELECT * FROM t'),
      };
    } finally {
      await database.close();
    }
  }

  it('runs the steps in order and leaves no copy behind', async () => {
    expect(await migrate(file, steps, 2)).toEqual({ from: 0, to: 2 });
    expect(await rows()).toEqual({ version: [{ value: '2' }], t: [{ a: 'x', b: 'x!' }] });
    expect(await readdir(folder)).toEqual(['workspace.duckdb']);
    expect(await migrate(file, steps, 2)).toEqual({ from: 2, to: 2 });
  });

  it('takes back all steps when one fails', async () => {
    const before = await readFile(file);
    const failing: Migration = {
      from: 1,
      async run(database) {
        await database.run('DELETE FROM t');
        throw new Error('no');
      },
    };
    await expect(migrate(file, [...steps.slice(1), failing], 2)).rejects.toThrow('no');
    expect(before.equals(await readFile(file))).toBe(true);
    expect(await readdir(folder)).toEqual(['workspace.duckdb']);
    expect(await rows()).toEqual({ version: [{ value: '0' }], t: [{ a: 'x' }] });
  });

  it('puts the copy back even when a step spoils the file itself', async () => {
    const spoiling: Migration = {
      from: 0,
      async run() {
        await writeFile(file, 'spoilt');
        throw new Error('no');
      },
    };
    await expect(migrate(file, [spoiling], 1)).rejects.toThrow('no');
    expect(await rows()).toEqual({ version: [{ value: '0' }], t: [{ a: 'x' }] });
  });

  it('refuses a version that no step leads away from, and a file without a version', async () => {
    await expect(migrate(file, steps.slice(0, 1), 2)).rejects.toMatchObject({ code: 'workspace-damaged' });
    const database = await openDatabase(file);
    await database.run('DELETE FROM meta');
    await database.close();
    await expect(migrate(file, steps, 2)).rejects.toMatchObject({ code: 'workspace-damaged' });
    expect(await readdir(folder)).toEqual(['workspace.duckdb']);
  });
});
