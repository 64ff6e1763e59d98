import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeRun } from '../../electron/engine/judge/judge-run.ts';
import { isFalseNegative, workspaceToJudge } from '../../electron/engine/judge/testing/judged-workspace.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { createWorkspaces } from '../../electron/engine/workspace/create-workspaces.ts';
import { startJudgeServer } from '../../electron/testing/judge-server.ts';
import { judgeCalls } from '../../shared/ipc/judge-calls.ts';

// `npm run bench -- judge`: JUDGE_PAIRS (10,000) pairs judged by a server on this computer that answers at once (a process of its own):
// judgements a second, each durable before it counts, and the memory after each fifth. The figure to reach: 300 a second, memory flat.

const negatives = 10;
const pairs = Number(process.env['JUDGE_PAIRS'] ?? 10_000);
const wantedRate = 300;

if (process.argv[2] === '--server') {
  const server = await startJudgeServer({ truth: isFalseNegative });
  process.send?.(server.url);
} else {
  await measure();
}

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
  const server = fork(process.argv[1] ?? '', ['--server']);
  try {
    const endpoint = await new Promise<string>((resolve, reject) => {
      server.once('message', (url) => resolve(typeof url === 'string' ? url : ''));
      server.once('error', reject);
    });
    const surroundings = {
      resourcesFolder: folder,
      cacheFolder: folder,
      threads: 2,
      device: 'cpu' as const,
      appVersion: 'bench',
      log: silentLogger,
    };
    const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
    const workspace = join(folder, 'bench.negscope');
    await workspaceToJudge(engine, workspace, { queries: Math.ceil(pairs / negatives), negatives });
    const request = judgeCalls['judge.run'].input.parse({
      workspace,
      run: 'a',
      limits: { concurrency: 64 },
      judge: { endpoint, model: 'table' },
    });
    const memory: number[] = [];
    const cpuBefore = process.cpuUsage();
    const report = await judgeRun(engine, request, {
      signal: new AbortController().signal,
      progress({ done, total }) {
        if (total === null || done < (memory.length * total) / 5) return;
        globalThis.gc?.();
        memory.push(process.memoryUsage().rss / 1e6);
      },
    });
    const cpu = process.cpuUsage(cpuBefore);
    await engine.workspaces.closeAll();
    const cpuSeconds = (cpu.user + cpu.system) / 1e6;
    const rate = report.judged / report.seconds;
    process.stdout.write(
      `| pairs | judgements/s | seconds | processor seconds | at a time | MB at 0, 20, 40 … 100 % |\n| --- | --- | --- | --- | --- | --- |\n| ${report.judged} | ${rate.toFixed(0)} | ${report.seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${report.concurrency} | ${memory.map((megabytes) => megabytes.toFixed(0)).join(', ')} |\n`,
    );
    if (rate < wantedRate) {
      process.stdout.write(`Too slow: ${wantedRate} a second are wanted.\n`);
      process.exitCode = 1;
    }
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
