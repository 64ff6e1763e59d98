import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startJudgeServer,
  type JudgeServer,
  type JudgeServerAction,
} from '../../electron/testing/judge-server.ts';
import { writeTinyData } from '../../electron/testing/tiny-data.ts';
import { builtCli } from '../cli/built-cli.ts';
import { runJson, startCli } from '../cli/run-cli.ts';

const key = 'sk-for-nobody-else-77';

let cli = '';
let folder = '';
let server: JudgeServer;
let plan: () => JudgeServerAction = () => 'answer';

beforeAll(async () => {
  cli = await builtCli();
  folder = await mkdtemp(join(tmpdir(), 'negscope-e2e-judge-'));
  await writeTinyData(folder);
  server = await startJudgeServer({
    truth: (_, document) => document.includes('dritte') || document.includes('second'),
    plan: () => plan(),
  });
  await runJson(cli, ['import', 'tiny', 'data'], { folder });
  await runJson(
    cli,
    ['teacher', 'add', 'tiny', 'exact', 'npy:documents.npy,queries.npy', '--similarity', 'dot'],
    {
      folder,
    },
  );
  await runJson(cli, ['mine', 'tiny', '--teacher', 'exact', '--run', 'top', '--num-negatives', '3'], {
    folder,
  });
}, 120_000);

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const judge = (...args: readonly string[]): ReturnType<typeof runJson> =>
  runJson(cli, ['judge', 'tiny', '--run', 'top', ...withDefaults(args)], {
    folder,
    environment: { JUDGE_KEY: key, OPENAI_API_KEY: '' },
  });

test('estimates, judges, and asks nothing twice', async () => {
  const estimate = await judge('--estimate', '--price-in', '1', '--price-out', '2', '--limit', '2');
  expect(estimate).toMatchObject({
    code: 0,
    json: { pairs: 2, calls: 0, tokens: { in: 0, out: 0 }, cost: 0, probe: { calls: 2, answered: 2 } },
  });
  const report = await judge('--api-key-env', 'JUDGE_KEY');
  expect(report).toMatchObject({
    code: 0,
    json: {
      run: 'top',
      what: 'selected',
      pairs: 6,
      judged: 6,
      reused: 2,
      calls: 4,
      failed: {},
      stopped: 'done',
      cost: null,
      cost_reason: expect.any(String),
      judge: { model: 'table', prompt: 'binary-1', endpoint: server.url },
    },
  });
  expect(server.last()?.headers['authorization']).toBe(`Bearer ${key}`);
  expect(await judge()).toMatchObject({
    code: 0,
    json: { calls: 0, reused: 6, relevant: report.json['relevant'] },
  });
  expect(server.count()).toBe(6);
}, 60_000);

test('keeps a key in no file of the workspace', async () => {
  const files = await readdir(join(folder, 'tiny'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    expect((await readFile(join(file.parentPath, file.name))).includes(key)).toBe(false);
  }
});

test('leaves failures without a label until they are asked again', async () => {
  plan = () => 'refuse';
  expect(await judge('--prompt', 'umbrela')).toMatchObject({
    code: 0,
    json: { judged: 0, failed: { refused: 6 } },
  });
  plan = () => 'answer';
  expect(await judge('--prompt', 'umbrela')).toMatchObject({ json: { judged: 0, calls: 0 } });
  expect(await judge('--prompt', 'umbrela', '--retry-failed')).toMatchObject({
    json: { judged: 6, failed: {} },
  });
}, 60_000);

test('takes a template and pairs from files', async () => {
  await writeFile(join(folder, 'template.txt'), 'Need: {query}\nText: {document}\nKnown: {positive}\n');
  await writeFile(join(folder, 'pairs.jsonl'), '{"query_id":"q1","document_id":"d3","probability":0.5}\n');
  const report = await judge('--prompt', 'custom', '--template', 'template.txt', '--pairs', 'pairs.jsonl');
  expect(report).toMatchObject({ code: 0, json: { what: 'pairs', pairs: 1, judged: 1, relevant: 1 } });
  await writeFile(join(folder, 'pairs.jsonl'), '{"query_id":"q1"}\n');
  expect(await judge('--pairs', 'pairs.jsonl')).toMatchObject({
    code: 1,
    json: { error: { code: 'invalid-input' } },
  });
}, 60_000);

test('refuses what cannot be meant', async () => {
  const usage = { code: 2, json: { error: { code: 'wrong-usage' } } };
  expect(await judge('--max-cost', '1')).toMatchObject(usage);
  expect(await judge('--prompt', 'custom')).toMatchObject(usage);
  expect(await judge('--what', 'pairs')).toMatchObject(usage);
  expect(await judge('--endpoint', 'nowhere')).toMatchObject(usage);
  expect(await judge('--api-key-env', 'NOT_SET_AT_ALL')).toMatchObject({ code: 1 });
}, 60_000);

test('is interrupted with 130, its answers kept', async () => {
  plan = () => ({ afterMs: 400 });
  const running = startCli(
    cli,
    [
      'judge',
      'tiny',
      '--run',
      'top',
      '--endpoint',
      server.url,
      '--model',
      'slow',
      '--concurrency',
      '1',
      '--json',
    ],
    { folder },
  );
  const before = server.count();
  while (server.count() < before + 3) await new Promise((resolve) => setTimeout(resolve, 20));
  running.process.kill('SIGINT');
  const { code, out } = await running.result;
  expect([code, JSON.parse(out)]).toMatchObject([130, { error: { code: 'cancelled' } }]);
  plan = () => 'answer';
  const after = await judge('--model', 'slow');
  expect(after).toMatchObject({ code: 0, json: { judged: 6 } });
  expect(Number(after.json['reused'])).toBeGreaterThanOrEqual(2);
}, 60_000);

/** The server and model of this test, where the arguments name no other. */
function withDefaults(args: readonly string[]): readonly string[] {
  return [
    ...(args.includes('--endpoint') ? [] : ['--endpoint', server.url]),
    ...(args.includes('--model') ? [] : ['--model', 'table']),
    ...args,
  ];
}
