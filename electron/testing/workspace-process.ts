import { writeFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { privateAddress } from '../ipc/private-address.ts';
import { listenPrivately } from '../ipc/socket-server.ts';
import { silentLogger } from '../engine/log.ts';
import { createRotatingLog } from '../engine/rotating-log.ts';
import { openWorkspace } from '../engine/workspace/open-workspace.ts';

// A process of its own for tests: node module.mjs ACTION PATH. It prints one line when it has got so far.
const [action = '', path = ''] = process.argv.slice(2);
const options = { appVersion: '1', threads: 1 };

const actions: Readonly<Record<string, () => Promise<void>>> = {
  /** Holds a workspace without listening, until it is killed. */
  async hold() {
    await openWorkspace(path, options);
    say('held');
    setInterval(() => {}, 1_000);
  },
  /** Holds a workspace and answers at the private socket. */
  async serve() {
    const address = await privateAddress();
    const workspace = await openWorkspace(path, { ...options, address });
    await listenPrivately(
      address,
      {
        'dialog.chooseData': async () => [`pid ${process.pid}`],
        'workspace.close': (_input, { signal }) =>
          new Promise<void>((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('stopped')));
          }),
      },
      silentLogger,
    );
    say('serving');
    process.stdin.on('data', () => void workspace.close().then(() => process.exit(0)));
  },
  /** Holds a workspace and listens, but its one thread is busy for ever. */
  async hang() {
    const address = await privateAddress();
    await openWorkspace(path, { ...options, address });
    await listenPrivately(address, {}, silentLogger);
    say('hanging');
    setTimeout(() => {
      for (;;);
    }, 20);
  },
  /** Writes rows, a transaction each, until it is killed. Says when the first are safe. */
  async write() {
    const { database } = await openWorkspace(path, options);
    for (let batch = 0; ; batch++) {
      await database.transaction(async () => {
        await database.run(
          "INSERT INTO documents SELECT range + ?, range::VARCHAR, '', repeat('x', 200), range, true, NULL FROM range(1000)",
          [batch * 1000],
        );
      });
      if (batch === 5) say('written');
    }
  },
  /** Opens, reads and tries to write in each way; says what came of it. */
  async tryToWrite() {
    const workspace = await openWorkspace(path, options);
    const { documentCount } = await workspace.dataSet();
    const written = await codeOf(workspace.database.run("INSERT INTO meta VALUES ('x', 'y')"));
    const filled = await codeOf(
      workspace.database.run(
        "INSERT INTO documents SELECT range, md5(range::VARCHAR) || md5((-range)::VARCHAR), '', '', range, true, NULL FROM range(800000)",
      ),
    );
    const file = await codeOf(
      writeFile(workspace.file('embeddings', 'e.npy'), Buffer.alloc(24 * 1024 * 1024)),
    );
    await workspace.close().catch(() => {});
    say(JSON.stringify({ readOnly: workspace.readOnly, documentCount, written, filled, file }));
  },
  /** Logs and ends at once. */
  async log() {
    const log = createRotatingLog(path, 'engine');
    for (let line = 0; line < 100; line++) log.info('line', { line });
    process.exit(0);
  },
};

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    },
  );
}

await actions[action]?.();
