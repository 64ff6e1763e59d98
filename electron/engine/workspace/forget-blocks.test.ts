import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { forgetBlocks } from './forget-blocks.ts';
import { openDatabase } from './open-database.ts';

describe('forgetBlocks', () => {
  const said: string[] = [];
  let mayForget = true;

  beforeEach(() => {
    vi.useFakeTimers();
    said.length = 0;
    mayForget = true;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const blocks = () =>
    forgetBlocks({
      limit: '400MB',
      run: (sql) => {
        said.push(sql);
        return sql.includes('1KB') ? Promise.reject(new Error('Out of Memory')) : Promise.resolve();
      },
      mayForget: () => mayForget,
      mostStatements: 3,
      restMs: 1_000,
    });
  const both = ["SET memory_limit = '1KB'", "SET memory_limit = '400MB'"];

  it('waits for many statements and then for a rest, once', async () => {
    const { note } = blocks();
    note();
    note();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toEqual([]);
    note();
    await vi.advanceTimersByTimeAsync(900);
    note();
    await vi.advanceTimersByTimeAsync(900);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(said).toEqual(both);
    note();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toEqual(both);
  });

  it('leaves alone what runs, and what is closed', async () => {
    const { note, stop } = blocks();
    for (let i = 0; i < 5; i++) note();
    mayForget = false;
    await vi.advanceTimersByTimeAsync(5_000);
    mayForget = true;
    stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(said).toEqual([]);
  });
});

it('DuckDB lets go of its blocks, keeps its limit, and answers as before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-blocks-'));
  const database = await openDatabase(join(folder, 'a.duckdb'), { threads: 2, memoryLimit: '100MB' });
  const one = async <T extends z.ZodRawShape>(shape: T, sql: string) =>
    (await database.all(z.object(shape), sql))[0];
  const limit = () => one({ limit: z.string() }, "SELECT current_setting('memory_limit') AS limit");
  const sum = () => one({ sum: z.number() }, 'SELECT sum(i)::BIGINT AS sum FROM t');
  const held = async (): Promise<number> =>
    (await one({ n: z.number() }, 'SELECT sum(memory_usage_bytes) AS n FROM duckdb_memory()'))?.n ?? 0;
  try {
    await database.run('CREATE TABLE t AS SELECT (hash(i) % 1000003)::INTEGER AS i FROM range(1000000) r(i)');
    await database.run('CHECKPOINT');
    const before = { limit: await limit(), sum: await sum(), held: await held() };
    expect(before.held).toBeGreaterThan(1_000_000);
    const { note } = forgetBlocks({
      limit: '100MB',
      run: (sql) => database.run(sql),
      mayForget: () => true,
      mostStatements: 1,
      restMs: 1,
    });
    note();
    await vi.waitFor(async () => expect(await held()).toBeLessThan(before.held / 4), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await limit()).toEqual(before.limit), { timeout: 10_000 });
    expect(await sum()).toEqual(before.sum);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
});
