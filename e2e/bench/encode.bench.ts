import { execFile } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { z } from 'zod';
import { silentLogger } from '../../electron/engine/log.ts';
import { openOnnxTeacher } from '../../electron/engine/teachers/onnx/open-onnx-teacher.ts';
import { createWorkspace } from '../../electron/engine/workspace/create-workspace.ts';
import { pythonEnvironment } from './python-environment.ts';

// `npm run bench -- encode`: all-MiniLM-L6-v2 over the first 1,000 SciFact documents (ENCODE_DOCUMENTS changes that), float32 on the CPU, against
// sentence-transformers on PyTorch and on its ONNX backend; one after the other, twice (ENCODE_ROUNDS), each in a process of its own. All are measured
// warm: the peers after four texts, Negscope from its first twentieth on; what opening the model takes stands beside it.

const root = process.cwd();
const model = resolve(root, '../shared/models/all-MiniLM-L6-v2');
const corpus = resolve(root, '../shared/data/scifact/corpus.jsonl');
const count = Number(process.env['ENCODE_DOCUMENTS'] ?? 1000);
const rounds = Number(process.env['ENCODE_ROUNDS'] ?? 2);
/** As warm as a peer that was asked for a few texts before. */
const warmFrom = Math.ceil(count / 20);

const Document = z.object({ _id: z.string(), title: z.string(), text: z.string() });
const Measured = z.object({
  documents: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  openSeconds: z.number(),
  peakMegabytes: z.number(),
});
type Measured = z.infer<typeof Measured>;

if (process.argv.includes('--ours')) process.stdout.write(`${JSON.stringify(await encodeOurs())}\n`);
else await compare();

async function compare(): Promise<void> {
  const script = join(root, 'e2e/bench/encode-peer.py');
  const python = await pythonEnvironment('sentence-transformers', [
    'sentence-transformers[onnx]',
    'onnxruntime',
  ]);
  const folder = await peerModel(python, script);
  const peer = (backend: string) => () => measure(python, [script, backend, folder, corpus, String(count)]);
  const ours = () => measure(process.execPath, [process.argv[1] ?? '', '--ours']);
  const candidates = {
    Negscope: ours,
    'sentence-transformers (PyTorch)': peer('torch'),
    'sentence-transformers (ONNX)': peer('onnx'),
  };
  const found = new Map<string, Measured[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates))
      found.set(name, [...(found.get(name) ?? []), await run()]);
  }
  const rate = (name: string): number =>
    Math.max(...(found.get(name) ?? []).map(({ documents, seconds }) => documents / seconds));
  const best = rate('Negscope');
  process.stdout.write(
    `| ${count} documents, best of ${rounds} | documents/s | CPU ms a document | opened in s | peak MB | Negscope is × as fast |\n| --- | --- | --- | --- | --- | --- |\n`,
  );
  for (const [name, measured] of found) {
    const peak = Math.max(...measured.map(({ peakMegabytes }) => peakMegabytes));
    const cpu = Math.min(...measured.map(({ documents, cpuSeconds }) => (1000 * cpuSeconds) / documents));
    const opened = Math.min(...measured.map(({ openSeconds }) => openSeconds));
    const cells = [
      name,
      rate(name).toFixed(1),
      cpu.toFixed(1),
      opened.toFixed(1),
      peak.toFixed(0),
      (best / rate(name)).toFixed(2),
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

/** The model for both of the peer's backends, beside its environment; made once. */
async function peerModel(python: string, script: string): Promise<string> {
  const folder = resolve(python, '../../all-MiniLM-L6-v2');
  if (existsSync(join(folder, 'model.safetensors'))) return folder;
  await promisify(execFile)(python, [script, 'prepare', model, folder]);
  return folder;
}

async function measure(command: string, parameters: readonly string[]): Promise<Measured> {
  const { stdout } = await promisify(execFile)(command, parameters, { cwd: root, maxBuffer: 2 ** 26 });
  return Measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

/** The way a user goes: texts in a workspace, a teacher, `embed`. */
async function encodeOurs(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
  try {
    const workspace = await createWorkspace(join(folder, 'a.negscope'), { appVersion: 'bench' });
    const appender = await workspace.database.appender('documents');
    let index = 0;
    for await (const line of createInterface({ input: createReadStream(corpus) })) {
      if (index === count) break;
      const { _id, title, text } = Document.parse(JSON.parse(line));
      appender.appendInteger(index);
      for (const value of [_id, title, text]) appender.appendVarchar(value);
      appender.appendInteger(index);
      appender.appendBoolean(true);
      appender.appendNull();
      appender.endRow();
      index++;
    }
    appender.flushSync();
    appender.closeSync();
    const teacher = await openOnnxTeacher({
      workspace,
      surroundings: {
        resourcesFolder: root,
        cacheFolder: join(folder, 'cache'),
        threads: availableParallelism(),
        device: 'cpu',
        appVersion: 'bench',
        log: silentLogger,
      },
      target: model,
      options: {},
      openOther: () => Promise.reject(new Error('there is no other')),
    });
    const start = performance.now();
    let openSeconds = 0;
    let warm = { documents: 0, start, cpu: process.cpuUsage() };
    const { encoded } = await teacher.embed({
      signal: new AbortController().signal,
      progress({ stage, done }) {
        if (stage !== 'encode documents') return;
        if (openSeconds === 0 && done > 0) openSeconds = (performance.now() - start) / 1000;
        if (warm.documents === 0 && done >= warmFrom)
          warm = { documents: done, start: performance.now(), cpu: process.cpuUsage() };
      },
    });
    const seconds = (performance.now() - warm.start) / 1000;
    const { user, system } = process.cpuUsage(warm.cpu);
    if (encoded !== count) throw new Error(`${encoded} of ${count} encoded`);
    await teacher.close();
    await workspace.close();
    const cpuSeconds = (user + system) / 1e6;
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    return { documents: count - warm.documents, seconds, cpuSeconds, openSeconds, peakMegabytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
