import { TeacherKind } from '../../../shared/domain/teacher.ts';
import type { RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { CallName, Handlers } from '../../../shared/ipc/contract.ts';
import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import type { NamedSetting } from '../../../shared/ipc/setting-calls.ts';
import { createMemoryHost, type MemoryHost } from './memory-port.ts';
import { agreementHandlers } from './agreement-handlers.ts';
import { annotateHandlers } from './annotate-handlers.ts';
import { judgeHandlers } from './judge-handlers.ts';
import { rateHandlers } from './rate-handlers.ts';
import { inventLabels } from './invented-labels.ts';
import { memoryDecisions } from './relabel-handlers.ts';
import { detailHandlers } from './detail-handlers.ts';
import { tuningHandlers } from './tuning-handlers.ts';
import { secretHandlers } from './secret-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { pause, viewHandlers } from './view-handlers.ts';
import { createPools, type World } from './world.ts';

type Teacher = WorkspaceSummary['teachers'][number];
type Options = {
  readonly world: World;
  readonly delayMs?: number;
  /** Workspaces that exist at the start. */
  readonly workspaces?: readonly string[];
  /** Whether a judge and a person have said something already. */
  readonly labelled?: boolean;
};

/** The whole application behind the port, in memory: enough to develop and test the window without Electron. */
export function createMemoryApp({
  world,
  delayMs = 0,
  workspaces = [],
  labelled = false,
}: Options): MemoryHost {
  const existing = new Set(workspaces);
  const teachers = new Map<string, Teacher>();
  const runs = new Map<string, RunReport>();
  const recent = [
    { path: '/data/scifact.negscope', name: 'scifact', openedAt: '2026-11-20T09:12:00Z', exists: true },
    { path: '/mnt/usb/xquad-de.negscope', name: 'xquad-de', openedAt: '2026-11-02T17:40:00Z', exists: false },
  ];
  if (workspaces.length > 0) addTeacher('MiniLM', 'bundled', true);

  function addTeacher(name: string, spec: string, isEncoded: boolean): Teacher {
    const kind = TeacherKind.parse(spec.split(':')[0]);
    const hasVectors = !['bm25', 'random', 'run', 'cross-encoder'].includes(kind);
    const teacher: Teacher = {
      name,
      spec,
      kind,
      fingerprint: '9f2c41d0a7',
      ...(hasVectors ? { dimensions: 384, similarity: 'cosine' as const } : {}),
      notes: hasVectors
        ? [
            'Pooling: mean (1_Pooling/config.json).',
            'Reads 256 tokens (sentence_bert_config.json; tokenizer.json says 128).',
            'Device: CPU, 2 threads. WebGPU found no adapter.',
          ]
        : ['Stemming: English (detected).'],
      encoding: hasVectors ? encodingOf(isEncoded ? 1 : 0) : null,
    };
    teachers.set(name, teacher);
    return teacher;
  }

  function encodingOf(share: number): Teacher['encoding'] {
    const part = (total: number) => ({ done: Math.round(total * share), total });
    return { documents: part(world.documents.length), queries: part(world.queries.length) };
  }

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

  const pools = createPools(world);
  let named: NamedSetting[] = [];
  const labels = labelled ? inventLabels(world) : null;
  const decisions = memoryDecisions(world, pools, labels);
  const views = viewHandlers(world, pools, delayMs, { labels, decisionOf: decisions.decisionOf });
  const context = { signal: new AbortController().signal, progress: () => undefined };

  const handlers: Handlers<CallName, AbortSignal> = {
    ...views,
    ...detailHandlers(world, () => [...teachers.keys()]),
    ...tuningHandlers(world, pools, delayMs),
    ...annotateHandlers(world, pools, labels, delayMs),
    ...rateHandlers(pools, labels, delayMs, (run) => runs.get(run)),
    ...agreementHandlers(world, pools, labels, delayMs),
    ...decisions.handlers,
    ...judgeHandlers(world, delayMs),
    ...secretHandlers(),
    'setting.list': async () => named,
    async 'setting.save'({ name, settings }) {
      named = [...named.filter((one) => one.name !== name), { name, settings }];
      return named;
    },
    async 'setting.remove'({ name }) {
      named = named.filter((one) => one.name !== name);
      return named;
    },
    'app.info': async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      platform: 'linux',
      logFile: '/home/ada/.config/negscope/logs/main.log',
      openAtStart: null,
      canUpdate: false,
    }),
    'dialog.chooseData': async () => ['/data/scifact'],
    'dialog.chooseWorkspace': async () => '/data/scifact.negscope',
    'dialog.chooseModelFolder': async () => '/models/bge-small-en-v1.5',
    'dialog.chooseTarget': async ({ suggestedName }) => `/home/ada/${suggestedName}`,
    'recent.list': async () => recent,
    'recent.add': async () => undefined,
    'recent.remove': async ({ path }) => {
      const at = recent.findIndex((item) => item.path === path);
      if (at >= 0) recent.splice(at, 1);
    },
    'sample.locate': async () => ({
      data: '/app/resources/sample',
      workspace: '/home/ada/sample.negscope',
      exists: existing.has('/home/ada/sample.negscope'),
    }),
    'workspace.suggestPath': async ({ data }) => `${data.replace(/\.[a-z.]+$/, '')}.negscope`,
    'window.openWorkspace': async () => undefined,
    'engine.restart': async () => undefined,
    ...settingsHandlers(),
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
      return handlers['dataset.importReport']({ workspace }, context);
    },
    'dataset.importReport': async () => ({
      format: 'triplets',
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
    async 'teacher.add'({ name, spec, replace }) {
      if (teachers.has(name) && !replace)
        throw new AppError('already-exists', `a teacher called ${name} is there already`);
      return addTeacher(name, spec, false);
    },
    'teacher.remove': async ({ name }) => void teachers.delete(name),
    async 'teacher.embed'({ teacher }, { progress, signal }) {
      const own = teachers.get(teacher);
      if (!own) throw new AppError('not-found', `no teacher ${teacher}`);
      const total = world.documents.length;
      for (let step = 0; step <= 20 && own.encoding; step += 1) {
        if (signal.aborted) throw new AppError('cancelled', 'cancelled');
        teachers.set(teacher, { ...own, encoding: encodingOf(step / 20) });
        progress({
          stage: 'encode',
          done: Math.round((total * step) / 20),
          total,
          unit: 'documents',
          detail: 'CPU, 2 threads',
        });
        await pause(delayMs * 3);
      }
      const state = own.encoding === null ? null : encodingOf(1);
      return { teacher, fingerprint: own.fingerprint, encoded: total, state, device: 'CPU', seconds: 12.4 };
    },
    'teacher.evaluate': async () => ({
      queries: world.queries.length,
      ndcg: { '10': 0.645 },
      recall: { '100': 0.925 },
      mrr: { '10': 0.6, all: 0.61 },
    }),
    'evaluation.files': async () => ({ queries: 0, ndcg: {}, recall: {}, mrr: {} }),
    async 'run.mine'({ workspace, teacher = '', run, split = 'train', settings, replace }) {
      if (runs.has(run) && !replace)
        throw new AppError('already-exists', `a run called ${run} is there already`);
      await views['pool.prepare']({ workspace, teacher, split, poolSize: settings.poolSize }, context);
      const { report } = await views['pool.report']({ workspace, teacher, split, settings }, context);
      const full: RunReport = {
        ...report,
        run,
        split,
        settings,
        teacher: { name: teacher, fingerprint: '9f2c41d0a7' },
        seconds: { embed: 0, search: 0.12, decide: 0.01 },
      };
      runs.set(run, full);
      return full;
    },
    async 'run.report'({ run }) {
      const report = runs.get(run);
      if (!report) throw new AppError('not-found', `no run called ${run}`);
      return report;
    },
    'run.remove': async ({ run }) => void runs.delete(run),
    'run.export': async ({ out }) => ({
      path: out,
      manifest: `${out}.manifest.json`,
      lines: 809,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      left_out: { 'query without a negative': 12 },
    }),
  };
  return createMemoryHost(handlers);
}
