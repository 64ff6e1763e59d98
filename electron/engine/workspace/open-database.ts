import { AsyncLocalStorage } from 'node:async_hooks';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import {
  DuckDBInstance,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from './database.ts';
import { isFatal, workspaceErrorOf } from './duckdb-error.ts';
import { forgetBlocks } from './forget-blocks.ts';
import { plainRows } from './plain-rows.ts';
import { withTypes } from './typed-parameters.ts';

export type DatabaseOptions = {
  readonly readOnly?: boolean;
  /** As DuckDB writes it: `400MB`. What does not fit goes to the temporary folder. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where larger-than-memory work goes; the system's temporary folder when absent. */
  readonly temporaryFolder?: string;
};

export type OpenDatabase = Database & {
  /** False after an error that only opening the file again can repair. */
  readonly usable: () => boolean;
  /** Waits for what is running, then lets go of the file. */
  readonly close: () => Promise<void>;
};

/** Locks belong to the process: a second opening here would not be refused, and its closing would free the first one's lock. */
const openHere = new Set<string>();

type Transaction = { readonly connection: DuckDBConnection; readonly appenders: Set<DuckDBAppender> };

/**
 * Opens a DuckDB file, or a database in memory with the path `:memory:`. Nothing is ever fetched: extensions stay off.
 * Errors: `workspace-held`, `workspace-newer`, `workspace-damaged`, `read-only`, `disk-full`, each naming the file.
 */
export async function openDatabase(path: string, options: DatabaseOptions = {}): Promise<OpenDatabase> {
  const key = path === ':memory:' ? null : fileKey(path);
  if (key !== null && openHere.has(key)) {
    throw new AppError('workspace-held', `${path}: already open in this process (${process.pid})`);
  }
  if (key !== null) openHere.add(key);
  const memoryLimit = options.memoryLimit ?? '400MB';
  try {
    const instance = await DuckDBInstance.create(path, {
      access_mode: options.readOnly === true ? 'READ_ONLY' : 'AUTOMATIC',
      memory_limit: memoryLimit,
      temp_directory: options.temporaryFolder ?? join(tmpdir(), 'negscope-duckdb'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    return await connected(instance, path, memoryLimit, () => key !== null && openHere.delete(key));
  } catch (error) {
    if (key !== null) openHere.delete(key);
    throw workspaceErrorOf(error, path);
  }
}

async function connected(
  instance: DuckDBInstance,
  path: string,
  memoryLimit: string,
  onClosed: () => void,
): Promise<OpenDatabase> {
  const connections = new Set<DuckDBConnection>();
  const running = new Set<Promise<unknown>>();
  const ownTransaction = new AsyncLocalStorage<Transaction>();
  const main = await connect();
  // `now()::TIMESTAMP` is UTC then, wherever the machine is.
  await main.run("SET GLOBAL TimeZone = 'UTC'");
  let lastTransaction: Promise<unknown> = Promise.resolve();
  let usable = true;
  let closed = false;
  const blocks = forgetBlocks({
    limit: memoryLimit,
    run: (sql) => use(() => main.run(sql)),
    // Streams and transactions have connections of their own. What is in memory only would be written to a temporary file.
    mayForget: () => running.size === 0 && connections.size === 1 && path !== ':memory:',
  });

  async function connect(): Promise<DuckDBConnection> {
    const connection = await instance.connect();
    connections.add(connection);
    return connection;
  }

  function current(): DuckDBConnection {
    return ownTransaction.getStore()?.connection ?? main;
  }

  function disconnect(connection: DuckDBConnection): void {
    if (connections.delete(connection)) connection.closeSync();
  }

  /** Every use of a connection passes here, so that closing can wait for it and its errors mean something. */
  async function use<T>(work: () => Promise<T>): Promise<T> {
    if (closed) throw new AppError('failed', `${path}: already closed`);
    blocks.note();
    const promise = work();
    running.add(promise);
    try {
      return await promise;
    } catch (error) {
      if (isFatal(error)) usable = false;
      throw workspaceErrorOf(error, path);
    } finally {
      running.delete(promise);
    }
  }

  async function* dataChunks(
    sql: string,
    parameters: readonly DuckDBValue[] = [],
  ): ReturnType<Database['dataChunks']> {
    const transaction = ownTransaction.getStore();
    if (transaction !== undefined) {
      const result = await use(() => transaction.connection.run(sql, ...withTypes(parameters)));
      yield* result;
      return;
    }
    // A second statement on a connection ends the stream of the first: each stream has its own.
    const connection = await use(connect);
    try {
      const result = await use(() => connection.stream(sql, ...withTypes(parameters)));
      for (;;) {
        const chunk = await use(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk;
      }
    } finally {
      disconnect(connection);
    }
  }

  async function transact<T>(work: () => Promise<T>): Promise<T> {
    const connection = await use(connect);
    const appenders = new Set<DuckDBAppender>();
    try {
      await use(() => connection.run('BEGIN TRANSACTION'));
      try {
        const value = await ownTransaction.run({ connection, appenders }, work);
        await use(() => connection.run('COMMIT'));
        return value;
      } catch (error) {
        if (isFatal(error)) usable = false;
        for (const appender of appenders) discard(appender);
        // After a fatal error or a failed commit there is nothing left to roll back.
        await connection.run('ROLLBACK').catch(() => {});
        throw workspaceErrorOf(error, path);
      }
    } finally {
      disconnect(connection);
    }
  }

  return {
    async run(sql, parameters = []) {
      await use(() => current().run(sql, ...withTypes(parameters)));
    },
    async all(row, sql, parameters = []) {
      const result = await use(() => current().run(sql, ...withTypes(parameters)));
      return z.array(row).parse(plainRows(await result.getRowObjectsJS()));
    },
    async *chunks(sql, parameters = []) {
      for await (const chunk of dataChunks(sql, parameters)) yield chunk.getColumns();
    },
    dataChunks,
    async appender(table) {
      const appender = await use(() => current().createAppender(table));
      ownTransaction.getStore()?.appenders.add(appender);
      return appender;
    },
    transaction(work) {
      if (ownTransaction.getStore() !== undefined) return work();
      const result = lastTransaction.then(() => transact(work));
      lastTransaction = result.catch(() => {});
      return result;
    },
    usable: () => usable,
    async close() {
      if (closed) return;
      closed = true;
      blocks.stop();
      await Promise.allSettled(running);
      for (const connection of connections) disconnect(connection);
      instance.closeSync();
      onClosed();
    },
  };
}

/** Left open, it would write its last rows when it is collected, after the transaction that they belong to. */
function discard(appender: DuckDBAppender): void {
  try {
    appender.clear();
    appender.closeSync();
  } catch {
    // Closed already, or broken by the error that ends the transaction.
  }
}

/** One name for a file however it is written: links and relative parts resolved in the folder that exists. */
function fileKey(path: string): string {
  const absolute = resolve(path);
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute));
  } catch {
    return absolute;
  }
}
