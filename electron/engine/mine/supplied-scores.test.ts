import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Client } from '../../../shared/ipc/client.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { memoryPorts } from '../../ipc/memory-ports.ts';
import { serve } from '../../ipc/serve.ts';
import { createEngineHandlers } from '../handlers/engine-handlers.ts';
import { jsonLines } from '../import/testing/imported.ts';
import { importBench, type ImportBench } from '../import/testing/import-files.ts';

const flag = [
  {
    query: 'who',
    pos: ['yes', 'so'],
    neg: ['no', 'never', 'maybe'],
    pos_scores: [0.9, 0.8],
    neg_scores: [0.85, 0.5, 0.79],
  },
  { query: 'what', pos: ['that'], neg: ['this'], pos_scores: [-0.2], neg_scores: [-0.4] },
] as const;

describe('scores that the data brings along', () => {
  let bench: ImportBench;
  let client: Client;
  let workspace = '';

  beforeAll(async () => {
    bench = await importBench();
    const ports = memoryPorts();
    serve(ports.far, createEngineHandlers(bench.engine));
    client = createClient(ports.near);
    workspace = await imported('flag', jsonLines(...flag));
  });
  afterAll(() => bench.remove());

  async function imported(name: string, content: string): Promise<string> {
    const folder = bench.write(name, { 'train.jsonl': content });
    const path = join(bench.folder, `${name}.negscope`);
    await client.call('dataset.import', { workspace: path, paths: [folder] });
    return path;
  }
  async function exported(request: Omit<Input<'run.export'>, 'workspace' | 'out'>): Promise<unknown[]> {
    const out = join(bench.folder, `${request.run}-${request.format}.jsonl`);
    await client.call('run.export', { ...request, workspace, out, replace: true });
    const text = await readFile(out, 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line, rounded));
  }

  it('stand in the report of the supplied run, with suspects by the positives’ own scores', async () => {
    const report = await client.call('run.report', { workspace, run: 'supplied' });
    expect(report).toMatchObject({ queries: 2, candidates: 4, suspects: { candidates: 2, selected: 2 } });
    expect(report.scores.positive).toMatchObject({ n: 3, max: Math.fround(0.9), min: Math.fround(-0.2) });
    // Anchor − negative: 0.8 − (0.85, 0.5, 0.79) and −0.2 + 0.4.
    expect(report.scores.difference.mean).toBeCloseTo((-0.05 + 0.3 + 0.01 + 0.2) / 4, 6);
  });

  it('go out again as they came in', async () => {
    expect(await exported({ run: 'supplied', format: 'flagembedding' })).toEqual(flag);
    expect(await exported({ run: 'supplied', format: 'tevatron', scores: true })).toMatchObject([
      { positive_passages: [{ score: 0.9 }, { score: 0.8 }], negative_passages: [{ score: 0.85 }, {}, {}] },
      { positive_passages: [{ score: -0.2 }], negative_passages: [{ score: -0.4 }] },
    ]);
    expect(await exported({ run: 'supplied', format: 'negscope' })).toMatchObject([
      { anchor_score: 0.8, positives: [{ score: 0.9 }, { score: 0.8 }] },
      { anchor_score: -0.2 },
    ]);
  });

  it('decide by any rule without a teacher', async () => {
    const report = await client.call('run.mine', {
      workspace,
      run: 'clean',
      supplied: 'supplied',
      settings: { perc: 0.95 },
    });
    // 0.95 of 0.8 keeps 0.5; below −0.2 − 0.01 lies −0.4.
    expect(report).toMatchObject({ candidates: 4, kept: 2, selected: 2, teacher: { name: '' } });
    expect(await exported({ run: 'clean', format: 'flagembedding' })).toEqual([
      { ...flag[0], neg: ['never'], neg_scores: [0.5] },
      flag[1],
    ]);
    const runs = (await client.call('workspace.open', { workspace })).runs;
    expect(runs.find(({ run }) => run === 'clean')).toMatchObject({ teacher: null, supplied: false });
  });

  it('are not overwritten by a run that is mined, also where an existing one may be replaced', async () => {
    const over = client.call('run.mine', {
      workspace,
      run: 'supplied',
      supplied: 'supplied',
      settings: { perc: 0.95 },
      replace: true,
    });
    await expect(over).rejects.toMatchObject({ code: 'already-exists' });
    expect(await exported({ run: 'supplied', format: 'flagembedding' })).toEqual(flag);
  });

  it('are needed where no teacher is named', async () => {
    const bare = await imported('bare', jsonLines({ query: 'who', pos: ['yes'], neg: ['no'] }));
    const ask = (more: object) =>
      client.call('run.mine', { workspace: bare, run: 'r', settings: {}, ...more });
    // As for a --split that the data makes necessary: an option is missing.
    await expect(ask({ supplied: 'supplied' })).rejects.toMatchObject({
      code: 'wrong-usage',
      message: expect.stringContaining('--teacher NAME'),
    });
    await expect(ask({})).rejects.toMatchObject({ code: 'wrong-usage' });
    const report = await client.call('run.report', { workspace: bare, run: 'supplied' });
    expect(report.suspects.reference).toBe('none: not scored');
  });

  it('come with every format that has them; one number for a row is a margin', async () => {
    const passage = (docid: string, score?: number) => ({ docid, title: '', text: `text ${docid}`, score });
    const cases: Readonly<Record<string, readonly [object, number]>> = {
      tevatron: [
        {
          query_id: '1',
          query: 'q',
          positive_passages: [passage('a', 0.9)],
          negative_passages: [passage('b', 0.1)],
        },
        1,
      ],
      triplets: [{ anchor: 'q', positive: 'a', negative: 'b', scores: [0.9, 0.1] }, 1],
      margin: [{ anchor: 'q', positive: 'a', negative: 'b', score: 0.8 }, 0],
      first: [
        { query: 'q', pos_doc: [{ id: 'a', text: 'a', score: 0.9 }], neg_doc: [{ id: 'b', text: 'b' }] },
        1,
      ],
      graded: [{ query: 'q', documents: ['a', 'b'], labels: [1, 0], scores: [0.9, 0.1] }, 1],
    };
    for (const [name, [row, scored]] of Object.entries(cases)) {
      const path = await imported(`case-${name}`, jsonLines(row));
      const { scores } = await client.call('run.report', { workspace: path, run: 'supplied' });
      const mean = scored === 1 ? Math.fround(0.9) : null;
      expect([name, scores.positive.n, scores.positive.mean]).toEqual([name, scored, mean]);
    }
  });

  it('that do not fit their positives refuse the row', async () => {
    const path = join(bench.folder, 'unfit.negscope');
    const rows = [{ ...flag[0], pos_scores: [0.9] }, flag[1]];
    const folder = bench.write('unfit', { 'train.jsonl': jsonLines(...rows) });
    const report = await client.call('dataset.import', { workspace: path, paths: [folder] });
    expect(report.refused).toEqual([
      { file: 'train.jsonl', line: 1, reason: '2 documents, but 1 in "pos_scores"' },
    ]);
  });
});

/** Scores are float32. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}
