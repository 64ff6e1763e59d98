import type { RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { WorkspaceSummary, dataCalls } from '../../../shared/ipc/data-calls.ts';
import { pause } from './view-handlers.ts';
import type { World } from './world.ts';

type Held = {
  /** Paths of the workspaces that exist. */
  readonly existing: Set<string>;
  readonly teachers: ReadonlyMap<string, WorkspaceSummary['teachers'][number]>;
  readonly runs: ReadonlyMap<string, RunReport>;
};

/** Import and workspaces: every one holds the world. */
export function datasetHandlers(
  world: World,
  delayMs: number,
  { existing, teachers, runs }: Held,
): Handlers<keyof typeof dataCalls, AbortSignal> {
  function summaryOf(path: string): WorkspaceSummary {
    if (!existing.has(path))
      throw new AppError('not-found', `${path}: no workspace is there; import data first`);
    const splits = Object.entries(world.labels).map(([split, labels]) => [
      split,
      new Set(labels.map(([query]) => query)).size,
    ]);
    return {
      path,
      name: path.replace(/^.*\//, '').replace(/\.negscope$/, ''),
      documents: world.documents.length,
      queries: world.queries.length,
      positives: Object.values(world.labels).flat().length,
      splits: Object.fromEntries(splits),
      data_hash: 'b1946ac92492d2347c6235b4d2611184',
      teachers: [...teachers.values()],
      runs: [...runs.values()].map(({ run, teacher, split }) => ({
        run,
        teacher: teacher.name,
        split,
        created: '2026-11-23T14:20:00Z',
        supplied: false,
      })),
      readOnly: false,
    };
  }

  const handlers: Handlers<keyof typeof dataCalls, AbortSignal> = {
    'dataset.preview': async ({ format }) => ({
      format: format ?? 'triplets',
      reason: 'The columns are called “query”, “positive” and “negative”.',
      columns: ['query', 'positive', 'negative', 'source'],
      chosen: { query: 'query', positive: 'positive', negative: ['negative'] },
      rows: world.queries
        .slice(0, 12)
        .map(({ text }, i) => [
          text,
          world.documents[i * 4]?.text ?? '',
          world.documents[i * 4 + 2]?.text ?? '',
          'made',
        ]),
      refusedTotal: 1,
      checkedRows: null,
      refused: [
        {
          file: '/data/scifact/train.jsonl',
          line: 7,
          reason: 'not JSON: Unexpected end of input; the line was left out',
        },
      ],
    }),
    async 'dataset.import'({ workspace, replace }, { progress, signal }) {
      if (existing.has(workspace) && !replace)
        throw new AppError('already-exists', `${workspace} exists; choose another name or replace it`);
      for (let done = 0; done <= 10; done += 1) {
        if (signal.aborted) throw new AppError('cancelled', 'cancelled');
        progress({ stage: 'read', done: done * 480, total: 4800, unit: 'lines', detail: 'train.jsonl' });
        await pause(delayMs);
      }
      existing.add(workspace);
      return handlers['dataset.importReport']({ workspace }, { progress, signal });
    },
    'dataset.importReport': async () => ({
      format: 'triplets',
      reason: 'train.jsonl has the columns anchor, positive, negative',
      documents: world.documents.length,
      queries: world.queries.length,
      positives: Object.values(world.labels).flat().length,
      splits: { train: world.labels['train']?.length ?? 0 },
      deduplicated: { 'query-text': 4, 'document-text': 11 },
      deduplicated_list: [{ kind: 'query-text', id: 'q17', into: 'q3' }],
      refused: [
        {
          file: '/data/scifact/train.jsonl',
          line: 7,
          reason: 'not JSON: Unexpected end of input; the line was left out',
        },
        {
          file: '/data/scifact/train.jsonl',
          line: 311,
          reason: 'the positive is empty; the line was left out',
        },
      ],
      refused_total: 2,
      supplied_runs: ['supplied-train'],
      data_hash: 'b1946ac92492d2347c6235b4d2611184',
    }),
    'workspace.open': async ({ workspace }) => summaryOf(workspace),
    'workspace.close': async () => undefined,
    'labels.import': async () => ({ labels: 0, relevant: 0, refused: [], refused_total: 0 }),
    'labels.export': async ({ out }) => ({ path: out, lines: 0, sha256: '' }),
  };
  return handlers;
}
