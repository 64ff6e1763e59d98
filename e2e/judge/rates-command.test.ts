import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RatesBySource } from '../../shared/ipc/rate-calls.ts';
import { hashUniform } from '../../shared/random.ts';
import { documentText } from '../../shared/text/document-text.ts';
import { startJudgeServer, type JudgeServer } from '../../electron/testing/judge-server.ts';
import { builtCli } from '../cli/built-cli.ts';
import { runJson, startCli } from '../cli/run-cli.ts';

const sample = resolve(import.meta.dirname, '../../resources/sample');
const Selected = z.object({
  query_id: z.string(),
  negatives: z.array(z.object({ document_id: z.string() })),
});
const Rates = z.object({
  selected: RatesBySource,
  removed: RatesBySource,
  lost: RatesBySource,
  pairs: z.int(),
});
const Row = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });

let cli = '';
let folder = '';
let server: JudgeServer;
/** The sample's truth, by ids. */
let truth: ReadonlySet<string> = new Set();
let selected: readonly { readonly query_id: string; readonly document_id: string }[] = [];

const run = (...args: readonly string[]): ReturnType<typeof runJson> => runJson(cli, args, { folder });

async function rows(name: string): Promise<readonly z.infer<typeof Row>[]> {
  const text = await readFile(join(sample, name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => Row.parse(JSON.parse(line)));
}

/** The negatives that a run exports. */
async function negativesOf(name: string): Promise<typeof selected> {
  await run('export', 'w', '--run', name, '--format', 'negscope', '--out', `${name}.jsonl`);
  const lines = (await readFile(join(folder, `${name}.jsonl`), 'utf8')).trim().split('\n');
  return lines.flatMap((line) => {
    const { query_id, negatives } = Selected.parse(JSON.parse(line));
    return negatives.map(({ document_id }) => ({ query_id, document_id }));
  });
}

beforeAll(async () => {
  cli = await builtCli();
  folder = await mkdtemp(join(tmpdir(), 'negscope-e2e-rates-'));
  const table = await readFile(join(sample, 'truth/truth.tsv'), 'utf8');
  truth = new Set(
    table
      .trim()
      .split('\n')
      .map((line) => line.split('\t').slice(0, 2).join(' ')),
  );
  const queryOf = new Map((await rows('queries.jsonl')).map(({ _id, text }) => [text, _id]));
  const documentOf = new Map(
    (await rows('corpus.jsonl')).map(({ _id, title, text }) => [documentText(title, text), _id]),
  );
  server = await startJudgeServer({
    truth: (query, document) => truth.has(`${queryOf.get(query)} ${documentOf.get(document)}`),
    sensitivity: 0.7,
    specificity: 0.8,
    seed: 3,
  });
  await run('import', 'w', sample);
  await run('teacher', 'add', 'w', 'words', 'bm25');
  await run('mine', 'w', '--teacher', 'words', '--run', 'top', '--method', 'perc-pos', '--perc', '1.2');
  selected = await negativesOf('top');
}, 240_000);

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const isFalseNegative = (pair: { readonly query_id: string; readonly document_id: string }): boolean =>
  truth.has(`${pair.query_id} ${pair.document_id}`);

async function importLabels(
  pairs: readonly { readonly query_id: string; readonly document_id: string }[],
  ...more: readonly string[]
): Promise<void> {
  const lines = pairs.map((pair) => JSON.stringify({ ...pair, grade: isFalseNegative(pair) ? 1 : 0 }));
  await writeFile(join(folder, 'labels.jsonl'), `${lines.join('\n')}\n`);
  const result = await run(
    'labels',
    'import',
    'w',
    'labels.jsonl',
    '--by',
    'anna',
    '--kind',
    'human',
    ...more,
  );
  expect(result).toMatchObject({ code: 0, json: { labels: pairs.length } });
}

const rates = async (...more: readonly string[]): Promise<z.infer<typeof Rates>> => {
  const { code, json } = await run('rates', 'w', '--run', 'top', ...more);
  expect(code).toBe(0);
  return Rates.parse(json);
};

test('says what is missing before there are labels', async () => {
  const { selected: none } = await rates();
  expect(none.judge).toMatchObject({ estimate: null, reason: expect.stringMatching(/answered nothing/) });
  expect(none.human).toMatchObject({ estimate: null, reason: expect.stringMatching(/label these/) });
});

test('the corrected rate covers the truth of an erring judge, the judge alone does not', async () => {
  const judged = await runJson(
    cli,
    ['judge', 'w', '--run', 'top', '--endpoint', server.url, '--model', 'table'],
    { folder, environment: { OPENAI_API_KEY: '' } },
  );
  expect(judged).toMatchObject({ code: 0, json: { pairs: selected.length, judged: selected.length } });
  const drawn = selected
    .toSorted(
      (a, b) => hashUniform(11, a.query_id, a.document_id) - hashUniform(11, b.query_id, b.document_id),
    )
    .slice(0, 200);
  await importLabels(drawn, '--design', 'srs');
  const share = selected.filter(isFalseNegative).length / selected.length;
  const { selected: found, pairs, removed } = await rates();
  expect(pairs).toBe(selected.length);
  expect(share).toBeGreaterThan(0.05);
  const covers = ({ low, high }: { low: number | null; high: number | null }): boolean =>
    (low ?? 1) <= share && share <= (high ?? 0);
  expect(covers(found.corrected)).toBe(true);
  expect(covers(found.human)).toBe(true);
  expect(covers(found.rogan_gladen)).toBe(true);
  expect(found.judge.estimate).not.toBeNull();
  expect(covers(found.judge)).toBe(false);
  expect(found.corrected).toMatchObject({
    n_judged: selected.length,
    n_human: 200,
    method: 'two-phase',
    effective_n: expect.any(Number),
  });
  expect((found.corrected.high ?? 1) - (found.corrected.low ?? 0)).toBeLessThan(
    (found.human.high ?? 1) - (found.human.low ?? 0) + 0.01,
  );
  // The labels are of the run's selected: nobody could have labelled what the baseline has beside them.
  expect(removed.human.estimate === null || removed.human.method === 'certain').toBe(true);
  const people = await rates('--no-judge');
  expect(people.selected.human.estimate).toBeCloseTo(found.human.estimate ?? Number.NaN, 12);
  expect(people.selected.judge.estimate).toBeNull();
  const { selected: likeThese } = await rates('--target', 'queries-like-these');
  expect(likeThese.human.estimate).toBeCloseTo(found.human.estimate ?? Number.NaN, 9);
  expect(likeThese.human.low).not.toBe(found.human.low);
}, 120_000);

test('other values have a rate where the labels reach, and say so where not', async () => {
  const { json } = await run('rates', 'w', '--run', 'top', '--at', '1.1:1.3:0.1');
  const { at } = z
    .object({ at: z.array(z.object({ value: z.number(), selected: RatesBySource })) })
    .parse(json);
  expect(at.map(({ value }) => value)).toEqual([1.1, 1.2, 1.3]);
  expect(at[1]?.selected.human.estimate).not.toBeNull();
  const reasons = at.flatMap(({ selected: { human } }) => (human.estimate === null ? [human.reason] : []));
  expect(reasons.filter((reason) => reason?.includes('label these') !== true)).toEqual([]);
}, 120_000);

test('a random sample of one run is none of another run that selects other pairs', async () => {
  const drawn = selected.slice(0, 200).map((pair) => JSON.stringify({ ...pair, grade: 1 }));
  await writeFile(join(folder, 'answers.jsonl'), `${drawn.join('\n')}\n`);
  const answers = ['answers.jsonl', '--by', 'elsewhere', '--kind', 'judge', '--design', 'srs'];
  await run('labels', 'import', 'w', ...answers);
  const { selected: own } = await rates('--judge', 'elsewhere');
  expect(own.judge.n_judged).toBe(200);
  const other = ['--teacher', 'words', '--run', 'strict', '--method', 'perc-pos', '--perc', '0.8'];
  await run('mine', 'w', ...other);
  const { code, json } = await run('rates', 'w', '--run', 'strict', '--judge', 'elsewhere');
  expect(code).toBe(0);
  expect(json).toMatchObject({
    left_out: { 'sample-of-another-run': 200 },
    selected: {
      judge: { estimate: null, n_judged: 0 },
      human: { estimate: null, reason: expect.stringMatching(/label these/) },
    },
  });
}, 120_000);

test('a census is exact, and labels of unknown design are left out and counted', async () => {
  await importLabels(selected, '--design', 'census');
  const share = selected.filter(isFalseNegative).length / selected.length;
  const { selected: whole } = await rates();
  expect(whole.human).toMatchObject({
    method: 'census',
    low: whole.human.estimate,
    high: whole.human.estimate,
  });
  expect(whole.human.estimate).toBeCloseTo(share, 12);
  await importLabels(selected, '--design', 'unknown');
  const { json } = await run('rates', 'w', '--run', 'top');
  expect(json).toMatchObject({
    left_out: { 'unknown-design': selected.length },
    selected: { human: { estimate: null }, corrected: { estimate: null } },
  });
}, 120_000);

test('suggests a value of the run’s rule that labels show to be good enough, or says why none can be shown', async () => {
  await run('mine', 'w', '--teacher', 'words', '--run', 'usual', '--method', 'perc-pos', '--perc', '1.05');
  await importLabels(await negativesOf('usual'), '--design', 'census');
  const suggest = async (...more: readonly string[]): Promise<unknown> =>
    (await run('rates', 'w', '--run', 'usual', '--no-judge', '--suggest', ...more)).json['suggestion'];
  const found = await suggest('0.9', '--most-starved', '1');
  expect(found).toMatchObject({
    value: expect.closeTo(1.05, 2),
    sentence: expect.stringMatching(/loosest setting shown to stay under 90\.0 %/),
    row: { selected: { human: { high: expect.any(Number) } } },
  });
  expect(await suggest('0.001')).toMatchObject({
    value: null,
    sentence: expect.stringMatching(/^None can be shown: .* the limit is 0\.1 %\.$/),
  });
  await importLabels(selected, '--design', 'unknown');
}, 120_000);

test('agreement says what the judge is worth, relabelling acts on it, and the export follows', async () => {
  const { json: measured } = await run('agreement', 'w', '--run', 'top');
  expect(measured).toMatchObject({ first: 'settled', second: 'judge:table binary-1', weighted: true });
  const none = 'relevant=true-negative,umbrela-1=false-negative';
  const { json: otherwise } = await run('rates', 'w', '--run', 'top', '--counts', none);
  expect(otherwise).toMatchObject({
    mapping: { relevant: 'true-negative', 'umbrela-1': 'false-negative' },
    selected: { judge: { estimate: 0 } },
  });
  const { json: agreed } = await run('agreement', 'w', '--counts', none);
  expect(agreed).toMatchObject({ coefficients: { raw_agreement: { estimate: 1 } } });
  expect(await run('rates', 'w', '--run', 'top', '--counts', 'partly=perhaps')).toMatchObject({ code: 2 });
  const plain = await run('agreement', 'w', '--first', 'human:anna', '--second', 'judge:table binary-1');
  expect(plain).toMatchObject({
    code: 0,
    json: { n: selected.length, weighted: false, coefficients: { kappa: { estimate: expect.any(Number) } } },
  });
  expect(await run('agreement', 'w', '--second', 'judge:nobody')).toMatchObject({ code: 1 });
  const rule = ['--rule', 'judge-and-human', '--action', 'drop', '--run', 'top'];
  const preview = await run('relabel', 'w', ...rule, '--preview');
  expect(preview).toMatchObject({ code: 0, json: { total: 0 } });
  const dropped = z.int().parse(preview.json['pairs']);
  expect(dropped).toBeGreaterThan(0);
  expect(await run('relabel', 'w', ...rule)).toMatchObject({ json: { drop: dropped, pairs: dropped } });
  const [kept] = selected;
  await run(
    'relabel',
    'w',
    '--action',
    'promote',
    '--query',
    kept?.query_id ?? '',
    '--document',
    kept?.document_id ?? '',
  );
  const listed = await run('relabel', 'w', '--limit', '1');
  expect(listed).toMatchObject({ json: { decisions: [{ ...kept, action: 'promote', because: 'by hand' }] } });
  await run('relabel', 'w', '--undo');
  expect(await run('relabel', 'w', '--redo')).toMatchObject({ code: 0, json: { promote: 1 } });
  const out = ['export', 'w', '--run', 'top', '--format', 'negscope', '--out', 'decided.jsonl'];
  const exported = await run(...out);
  const left = z.object({ dropped: z.int(), promoted: z.int() }).parse(exported.json['left_out']);
  expect(left.dropped + left.promoted).toBeGreaterThanOrEqual(dropped);
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'decided.jsonl.manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    left_out: left,
    decisions: expect.arrayContaining([expect.objectContaining(kept ?? {})]),
  });
  expect(await run('relabel', 'w', '--preview')).toMatchObject({ code: 2 });
}, 120_000);

test('refuses what cannot be, and shows an example', async () => {
  expect(await run('labels', 'export', 'w', '--out', 'all.qrels')).toMatchObject({
    code: 1,
    json: { error: { message: expect.stringContaining('TREC qrels hold one a pair') } },
  });
  const nameless = ['labels', 'import', 'w', 'labels.jsonl', '--by', '', '--kind', 'human'];
  expect(await run(...nameless)).toMatchObject({ code: 2 });
  expect(await run('rates', 'w', '--run', 'nope')).toMatchObject({ code: 1 });
  expect(await run('rates', 'w', '--run', 'top', '--suggest', '1')).toMatchObject({ code: 2 });
  expect(await run('rates', 'w', '--run', 'top', '--at', '1:0:0.1')).toMatchObject({ code: 2 });
  expect(await run('rates', 'w', '--run', 'top', '--judge', 'nobody')).toMatchObject({
    code: 1,
    json: { error: { message: expect.stringContaining('table binary-1') } },
  });
  const help = await startCli(cli, ['rates', '--help'], { folder }).result;
  expect(help.out).toContain('negscope rates scifact.negscope --run perc95');
}, 120_000);
