import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listValue, type DuckDBAppender } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase, type OpenDatabase } from './open-database.ts';

const Count = z.object({ n: z.int() });

describe('database', () => {
  let folder: string;
  let database: OpenDatabase;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-database-'));
    database = await openDatabase(join(folder, 'a.duckdb'), { threads: 2 });
    await database.run('CREATE TABLE t (a INTEGER, s VARCHAR, l VARCHAR[])');
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (): Promise<number | undefined> =>
    (await database.all(Count, 'SELECT count(*) AS n FROM t'))[0]?.n;

  it('takes texts and lists as parameters, empty lists and quotes too', async () => {
    await database.run('INSERT INTO t VALUES (?, ?, ?), (?, ?, ?)', [
      1,
      "it's; DROP TABLE t",
      listValue([]),
      2,
      null,
      listValue(['x']),
    ]);
    const Row = z.object({ a: z.int(), s: z.string().nullable(), l: z.array(z.string()) });
    expect(await database.all(Row, 'SELECT * FROM t ORDER BY a')).toEqual([
      { a: 1, s: "it's; DROP TABLE t", l: [] },
      { a: 2, s: null, l: ['x'] },
    ]);
  });

  it('streams a result while other statements run', async () => {
    await database.run("INSERT INTO t SELECT range, 'x', [] FROM range(10000)");
    let sum = 0;
    for await (const [column] of database.chunks('SELECT a FROM t')) {
      await database.all(Count, 'SELECT count(*) AS n FROM t');
      for (const value of column ?? []) sum += Number(value);
    }
    expect(sum).toBe((9999 * 10000) / 2);
  });

  it('rolls back what a failed transaction wrote, its appender included', async () => {
    const failing = database.transaction(async () => {
      await database.run('INSERT INTO t VALUES (1, NULL, NULL)');
      const appender = await database.appender('t');
      appender.appendInteger(2);
      appender.appendNull();
      appender.appendNull();
      appender.endRow();
      appender.closeSync();
      expect(await count()).toBe(2);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await count()).toBe(0);
  });

  it('forgets the rows of an appender that a failed transaction left open', async () => {
    const left: DuckDBAppender[] = [];
    const failing = database.transaction(async () => {
      const appender = await database.appender('t');
      left.push(appender);
      appender.appendInteger(2);
      appender.appendNull();
      appender.appendNull();
      appender.endRow();
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    for (const appender of left) appender.flushSync();
    expect(await count()).toBe(0);
  });

  it('keeps statements from outside out of a running transaction', async () => {
    let inside = (): void => {};
    const reached = new Promise<void>((resolve) => (inside = resolve));
    let leave = (): void => {};
    const wait = new Promise<void>((resolve) => (leave = resolve));
    const failing = database.transaction(async () => {
      await database.run('INSERT INTO t VALUES (1, NULL, NULL)');
      inside();
      await wait;
      throw new Error('stop');
    });
    await reached;
    await database.run('INSERT INTO t VALUES (2, NULL, NULL)');
    expect(await count()).toBe(1);
    leave();
    await expect(failing).rejects.toThrow('stop');
    expect(await count()).toBe(1);
  });

  it('runs transactions one after another, and a nested one inside its outer', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () =>
        database.transaction(async () => {
          const before = (await count()) ?? 0;
          await database.transaction(() => database.run('INSERT INTO t VALUES (?, NULL, NULL)', [before]));
        }),
      ),
    );
    const Row = z.object({ a: z.int() });
    expect((await database.all(Row, 'SELECT a FROM t ORDER BY a')).map(({ a }) => a)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  it('refuses a second opening in the same process, which would free the first one its lock', async () => {
    await expect(openDatabase(join(folder, '.', 'a.duckdb'))).rejects.toMatchObject({
      code: 'workspace-held',
    });
  });

  it('refuses to write when opened for reading', async () => {
    await database.close();
    database = await openDatabase(join(folder, 'a.duckdb'), { readOnly: true });
    await expect(database.run('INSERT INTO t VALUES (1, NULL, NULL)')).rejects.toMatchObject({
      code: 'read-only',
    });
  });

  it('has time in UTC and JSON, and loads no extension by itself', async () => {
    const Row = z.object({ at: z.date(), v: z.string() });
    const [row] = await database.all(
      Row,
      `SELECT now()::TIMESTAMP AS at, json_extract_string('{"a":"b"}', '$.a') AS v`,
    );
    expect(Math.abs((row?.at.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(row?.v).toBe('b');
    await expect(database.run("LOAD 'fts'")).rejects.toThrow('fts');
  });

  it('lets what is running finish before it closes', async () => {
    const running = database.all(Count, 'SELECT count(*) AS n FROM range(20000000)');
    const closing = database.close();
    expect(await running).toEqual([{ n: 20_000_000 }]);
    await closing;
    await expect(database.run('SELECT 1')).rejects.toThrow('already closed');
  });
});
