import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { runCommandLine } from './run-command-line.ts';

type Result = { readonly code: number; readonly out: string; readonly err: string };

/** Runs a command line whose engine cannot start: what is decided before it is asked. */
async function run(args: readonly string[], aborted = false, full = false): Promise<Result> {
  const workingFolder = await mkdtemp(join(tmpdir(), 'negscope-cli-'));
  let out = '';
  let err = '';
  const controller = new AbortController();
  if (aborted) controller.abort();
  try {
    const code = await runCommandLine(
      args,
      {
        async out(text) {
          if (full) throw new AppError('failed', 'standard output: full');
          out += text;
        },
        err: (text) => void (err += text),
        errColumns: () => null,
        nowMs: () => 0,
        workingFolder,
        environment: {},
        signal: controller.signal,
      },
      {
        version: '1.2.3',
        engineStart: async () => {
          throw new AppError('failed', 'the engine\nwas asked\u001b[31m');
        },
      },
    );
    return { code, out, err };
  } finally {
    await rm(workingFolder, { recursive: true });
  }
}

const mine = ['mine', 'w', '--teacher', 't', '--run', 'r'];

test.each([
  [[], 'a command is needed'],
  [['judge', 'w'], "required option '--run <RUN>' not specified"],
  [['compare', 'w'], "unknown command 'compare'"],
  [['teacher'], 'a command is needed'],
  [['teacher', 'ad'], "unknown command 'ad'"],
  [['teacher', 'add', 'w', 't', 'magic:x'], 'no such kind of teacher'],
  [['mine', 'w', '--teacher', 't'], "required option '--run <RUN>' not specified"],
  [['rates', 'w', '--run', 'r', '--at', '1:0:0.1'], "option '--at <A:B:STEP>' argument '1:0:0.1' is invalid"],
  [['rates', 'w', '--run', 'r', '--at', '0.9', '--at', '0.8'], 'It was already given as 0.9'],
  [
    ['rates', 'w', '--run', 'r', '--no-judge', '--judge', 'j'],
    '--judge NAME and --no-judge exclude each other',
  ],
  [
    ['rates', 'w', '--run', 'r', '--judge', 'j', '--no-judge'],
    '--judge NAME and --no-judge exclude each other',
  ],
  [['rates', 'w', '--run', 'r', '--most-starved', '0.2'], '--most-starved belongs to --suggest'],
  [['mine', 'w'], "required option '--run <RUN>' not specified"],
  [['mine', 'w', '--run', 'r'], 'name the teacher whose scores decide: --teacher NAME'],
  [['report', '', '--run', 'r'], "argument 'WORKSPACE' is empty"],
  [['report', ' ', '--run', 'r'], "argument 'WORKSPACE' is empty"],
  [['open', ''], "argument 'WORKSPACE' is empty"],
  [['import', 'w', 'a', ''], "argument 'PATH' is empty"],
  [['report', 'w', '--run', ''], "option '--run <RUN>' is empty"],
  [['export', 'w', '--run', 'r', '--format', 'beir', '--out', ''], "option '--out <PATH>' is empty"],
  [['import', 'w', 'a', '--negative-column', 'b', ' '], "option '--negative-column <C...>' is empty"],
  [['judge', 'w', '--run', 'r', '--endpoint', 'http://a', '--model', ' '], "option '--model <M>' is empty"],
  [['teacher', 'list'], "missing required argument 'WORKSPACE'"],
  [['report', 'w', 'v', '--run', 'r'], 'too many arguments'],
  [[...mine, '--perc', 'NaN'], "'--perc <P>' argument 'NaN' is invalid"],
  [[...mine, '--perc', '0.9', '--perc', '0.8'], 'It was already given as 0.9'],
  [[...mine, '--num-negatives', '0'], 'A whole number is needed, 1 or more'],
  [[...mine, '--seed', '-1'], 'A whole number is needed, 0 or more'],
  [[...mine, '--temperature', '0'], 'It must be above 0'],
  [[...mine, '--anchor', 'median'], 'Allowed choices are min, max, mean, each'],
  [[...mine, '--method', 'perc-pos'], 'needs --perc P'],
  [[...mine, '--colour'], "unknown option '--colour'"],
  [['evaluate', 'w', '--teacher', 't'], 'evaluate takes either'],
  [['evaluate', '--qrels', 'q'], 'evaluate takes either'],
  [['evaluate', 'w', '--qrels', 'q', '--run-file', 'f'], 'evaluate takes either'],
  [['export', 'w', '--run', 'r', '--format', 'xml', '--out', 'o'], 'Allowed choices are negscope'],
  [
    ['export', 'w', '--run', 'r', '--format', 'trec', '--out', 'o', '--scores', '--no-scores'],
    '--scores and --no-scores exclude each other',
  ],
  [
    ['export', 'w', '--run', 'r', '--format', 'trec', '--out', 'o', '--no-scores', '--scores'],
    '--scores and --no-scores exclude each other',
  ],
  [['labels', 'import', 'w', 'p', '--by', 'me'], "required option '--kind <K>' not specified"],
  [['embed', 'w', '--teacher', 't', '--threads', '0'], 'from 1 to 1024'],
])('%j is wrong usage: one line on standard error, exit code 2', async (args, message) => {
  const plain = await run(args);
  expect(plain).toMatchObject({ code: 2, out: '' });
  expect(plain.err).toContain(message);
  expect(plain.err).toMatch(/^negscope: .*\n$/u);

  const json = await run([...args, '--json']);
  expect(json).toMatchObject({ code: 2, err: '' });
  expect(JSON.parse(json.out)).toEqual({
    error: { code: 'wrong-usage', message: expect.stringContaining(message) },
  });
});

test('a failure is one visible line, or one object, and exit code 1', async () => {
  expect(await run(['doctor'])).toEqual({
    code: 1,
    out: '',
    err: 'negscope: the engine was asked\\u{1b}[31m\n',
  });
  const json = await run(['--json', 'doctor']);
  expect(json).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(json.out)).toEqual({
    error: { code: 'failed', message: 'the engine was asked\\u{1b}[31m' },
  });
});

test.each([[[]], [['--scores']], [['--no-scores', '--no-scores']]])('export takes %j', async (flags) => {
  const { code, err } = await run(['export', 'w', '--run', 'r', '--format', 'trec', '--out', 'o', ...flags]);
  expect(code).toBe(1);
  expect(err).toContain('the engine was asked');
});

test('a standard output that cannot be written is said on standard error, after what it hides', async () => {
  const full = (args: readonly string[]): Promise<Result> => run(args, false, true);
  const said = { out: '', err: 'negscope: standard output: full\n' };
  expect(await full(['--version'])).toEqual({ code: 1, ...said });
  expect(await full(['--help', '--json'])).toEqual({ code: 1, ...said });
  const failed = await full(['doctor', '--json']);
  expect(failed).toEqual({
    code: 1,
    out: '',
    err: `negscope: the engine was asked\\u{1b}[31m\n${said.err}`,
  });
});

test('an interrupted command ends with 130 and says that it goes on from there', async () => {
  const { code, err } = await run(['doctor'], true);
  expect(code).toBe(130);
  expect(err).toContain('goes on from there');
});

test('an interrupted import says that nothing was made', async () => {
  const { code, err } = await run(['import', 'w', 'a'], true);
  expect({ code, err }).toEqual({
    code: 130,
    err: 'negscope: interrupted; nothing was made: run the same command again to import from the start\n',
  });
  expect(JSON.parse((await run(['import', 'w', 'a', '--json'], true)).out)).toEqual({
    error: { code: 'cancelled', message: expect.stringContaining('nothing was made') },
  });
});

test.each([
  [
    ['export', 'w', '--run', 'r', '--format', 'trec', '--out', 'o'],
    'nothing was written, and what was at PATH is as it was',
  ],
  [['labels', 'export', 'w', '--out', 'o'], 'nothing was written, and what was at PATH is as it was'],
  [['labels', 'import', 'w', 'p', '--by', 'a', '--kind', 'human'], 'no label was taken in'],
  [
    ['evaluate', 'w', '--teacher', 't', '--split', 's'],
    'nothing was changed: run the same command again to evaluate',
  ],
  [
    ['evaluate', '--qrels', 'q', '--run-file', 'f'],
    'nothing was changed: run the same command again to evaluate',
  ],
  [['report', 'w', '--run', 'r'], 'nothing was changed: run the same command again'],
  [['rates', 'w', '--run', 'r'], 'nothing was changed: run the same command again'],
])('an interrupted %j says what is left, and exits with 130', async (args, said) => {
  expect(await run(args, true)).toEqual({ code: 130, out: '', err: expect.stringContaining(said) });
});

test.each([
  [[], 'nothing is asked twice: run the same command again to judge what is left'],
  [['--estimate'], 'run the same command again to estimate what is left'],
  [['--probe'], 'nothing of the probe is kept: run the same command again to probe'],
])('an interrupted judge %j says what is kept and how to go on', async (more, said) => {
  const args = ['judge', 'w', '--run', 'r', '--endpoint', 'http://127.0.0.1:1/v1', '--model', 'm', ...more];
  const { code, err } = await run(args, true);
  expect({ code, err }).toEqual({ code: 130, err: expect.stringContaining(said) });
});

test.each([
  [[]],
  [['import']],
  [['teacher']],
  [['teacher', 'add']],
  [['teacher', 'remove']],
  [['teacher', 'list']],
  [['embed']],
  [['mine']],
  [['report']],
  [['evaluate']],
  [['export']],
  [['labels']],
  [['labels', 'import']],
  [['labels', 'export']],
  [['runs']],
  [['runs', 'list']],
  [['runs', 'remove']],
  [['open']],
  [['doctor']],
])('%j --help explains itself with an example', async (command) => {
  const { code, out, err } = await run([...command, '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(['Usage: negscope', ...command].join(' '));
  expect(out).toMatch(/Examples?:\n {2}\$ negscope/u);
  expect(out).toContain('--json');
});

test('help and version are one object where JSON is asked for', async () => {
  expect(JSON.parse((await run(['--version', '--json'])).out)).toEqual({ text: '1.2.3' });
  expect((await run(['--version'])).out).toBe('1.2.3\n');
});
