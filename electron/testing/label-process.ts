import { annotateCalls } from '../../shared/ipc/annotate-calls.ts';
import { judgeCalls } from '../../shared/ipc/judge-calls.ts';
import { hashUniform } from '../../shared/random.ts';
import type { LabelValue } from '../../shared/rates/event-mapping.ts';
import { createAnnotateHandlers } from '../engine/handlers/annotate-handlers.ts';
import { judgeRun } from '../engine/judge/judge-run.ts';
import { silentLogger } from '../engine/log.ts';
import { createWorkspaces } from '../engine/workspace/create-workspaces.ts';

// A process of its own for tests: node module.mjs WORKSPACE ENDPOINT SEED PAIRS. It opens the workspace, says what its tables hold, then judges
// and labels at once, as two annotators with queues "1" and "2" of PAIRS pairs (query i, document PAIRS + i); one line for each answer.
const [path = '', endpoint = '', seedText = '0', pairsText = '1'] = process.argv.slice(2);
const seed = Number(seedText);
const pairs = Number(pairsText);
const task = { signal: new AbortController().signal, progress: () => {} };
const values: readonly (LabelValue | null)[] = ['relevant', 'partly', 'not', 'cant-tell', null];

const surroundings = {
  resourcesFolder: '',
  cacheFolder: '',
  threads: 1,
  device: 'cpu' as const,
  appVersion: '1',
  log: silentLogger,
};
const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
const annotate = createAnnotateHandlers(engine);

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function sayTables(): Promise<void> {
  const { database } = await engine.workspaces.open(path);
  const rowsOf = async (sql: string): Promise<unknown[]> => {
    const rows: unknown[] = [];
    for await (const columns of database.chunks(sql)) {
      for (const i of columns[0]?.keys() ?? []) rows.push(columns.map((column) => String(column[i])));
    }
    return rows;
  };
  say({
    labels: await rowsOf('SELECT entry, annotator, document, value FROM annotations ORDER BY entry'),
    judged: await rowsOf("SELECT query, document FROM judgements WHERE state = 'answered'"),
  });
}

/** One thing after another until the end; the next begins when the last was acknowledged. */
async function label(annotator: string, queue: string): Promise<void> {
  for (let step = 0; ; step++) {
    const u = hashUniform(seed, annotator, String(step));
    const mine = { workspace: path, annotator, queue };
    const query = Math.floor(hashUniform(seed, annotator, `query ${step}`) * pairs);
    const pair = { query, document: pairs + query };
    const value = values[Math.floor(hashUniform(seed, annotator, `value ${step}`) * values.length)] ?? null;
    const saved = await (u < 0.7
      ? annotate['annotate.record'](
          annotateCalls['annotate.record'].input.parse({
            ...mine,
            label: { ...pair, value, note: `step ${step}` },
            visible: [],
            milliseconds: step,
          }),
          task,
        )
      : u < 0.8
        ? annotate['annotate.skip']({ ...mine, ...pair }, task)
        : annotate[u < 0.93 ? 'annotate.undo' : 'annotate.redo'](mine, task));
    if (saved !== null) {
      say({ entry: saved.entry, annotator, document: saved.label.document, value: saved.label.value });
    }
  }
}

await sayTables();
const judging = judgeRun(
  engine,
  judgeCalls['judge.run'].input.parse({ workspace: path, run: 'a', judge: { endpoint, model: 'table' } }),
  task,
);
await Promise.all([judging, label('ann', '1'), label('bob', '2')]);
