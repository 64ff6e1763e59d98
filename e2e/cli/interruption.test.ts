import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtCli } from './built-cli.ts';
import { runJson, startCli, type RunningCli } from './run-cli.ts';

const sample = resolve(import.meta.dirname, '../../resources/sample');

let cli = '';
let folder = '';

beforeAll(async () => {
  cli = await builtCli();
  folder = await mkdtemp(join(tmpdir(), 'negscope-e2e-'));
  await runJson(cli, ['import', 'sample', sample], { folder });
  await runJson(cli, ['teacher', 'add', 'sample', 'mini', 'bundled'], { folder });
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

test('a command reaches the engine of another one, and Ctrl-C ends that one with 130, its work kept', async () => {
  const holding = startCli(cli, ['embed', 'sample', '--teacher', 'mini', '--json'], { folder });
  await encodes(holding);

  const beside = await runJson(cli, ['teacher', 'list', 'sample'], { folder });
  expect(beside).toMatchObject({ code: 0, json: { teachers: [{ name: 'mini' }] } });

  holding.process.kill('SIGINT');
  const { code, out } = await holding.result;
  expect(code).toBe(130);
  expect(JSON.parse(out)).toEqual({
    error: { code: 'cancelled', message: expect.stringContaining('goes on from there') },
  });

  const after = await runJson(cli, ['teacher', 'list', 'sample'], { folder });
  const [teacher] = teachers(after.json);
  expect(teacher?.encoding.documents.done).toBeGreaterThan(0);
}, 60_000);

test('a workspace in which a command works is not replaced, and the command goes on', async () => {
  const holding = startCli(cli, ['embed', 'sample', '--teacher', 'mini', '--json'], { folder });
  await encodes(holding);

  const replacing = await runJson(cli, ['import', 'sample', sample, '--replace'], { folder });
  expect(replacing).toMatchObject({
    code: 1,
    json: { error: { code: 'workspace-held', message: expect.stringContaining('encoding') } },
  });

  expect(holding.process.exitCode).toBeNull();
  holding.process.kill('SIGINT');
  expect((await holding.result).code).toBe(130);
  const after = await runJson(cli, ['teacher', 'list', 'sample'], { folder });
  expect(teachers(after.json)[0]?.encoding.documents.done).toBeGreaterThan(0);
}, 60_000);

test('commands that come all at once share one engine after the other, and none is refused', async () => {
  const commands = Array.from({ length: 5 }, () => runJson(cli, ['teacher', 'list', 'sample'], { folder }));
  const codes = (await Promise.all(commands)).map(({ code }) => code);
  expect(codes).toEqual([0, 0, 0, 0, 0]);
}, 60_000);

/** Progress lines say that encoding has begun. */
function encodes(running: RunningCli): Promise<void> {
  return new Promise((resolve_, reject) => {
    running.process.stderr?.on('data', (bytes: Buffer) => {
      if (/encode documents\D+\d+ %\s+[1-9]/u.test(bytes.toString('utf8'))) resolve_();
    });
    running.process.on('close', (code) => reject(new Error(`ended with ${code} before any progress`)));
  });
}

type Teacher = { readonly encoding: { readonly documents: { readonly done: number } } };

function teachers(json: Readonly<Record<string, unknown>>): readonly Teacher[] {
  // The contract's schema has checked it in the command itself.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return json['teachers'] as readonly Teacher[];
}
