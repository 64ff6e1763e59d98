import { chromium } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { forgetFiles } from './forget-files.ts';
import { memoryOf, totalMb } from './process-memory.ts';
import { mostRow, type ResultRow } from './result-rows.ts';

/** The app from its start to a start screen that was painted, and what it holds in memory when it rests. */
export async function measureStart(): Promise<ResultRow[]> {
  const executable = process.env['NEGSCOPE_ELECTRON'] ?? '';
  const cold: number[] = [];
  const warm: number[] = [];
  let idle: ReturnType<typeof memoryOf> = [];
  const profile = mkdtempSync(join(tmpdir(), 'negscope-start-'));
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(profile, 'settings.json'), '{ "tourDone": true }');
  try {
    for (let turn = 0; turn < 5; turn++) {
      forgetFiles(executable);
      const first = await startOnce(executable, profile);
      cold.push(first.ms);
      await first.close();
      const second = await startOnce(executable, profile);
      warm.push(second.ms);
      if (turn === 4) {
        await wait(10_000);
        idle = memoryOf(second.process.pid ?? 0);
      }
      await second.close();
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  return [
    mostRow(
      'app start to a usable window, cold (its files not in memory)',
      2_500,
      median(cold),
      'ms',
      listed(cold),
    ),
    mostRow('app start to a usable window, warm', 1_500, median(warm), 'ms', listed(warm)),
    mostRow(
      'idle memory of all processes (PSS)',
      450,
      totalMb(idle),
      'MB',
      idle.map(({ kind, pssMb }) => `${kind} ${Math.round(pssMb)}`).join(', '),
    ),
  ];
}

type Started = { readonly ms: number; readonly process: ChildProcess; readonly close: () => Promise<void> };

/** Started as a person does, without a debugger that it would wait for; asked afterwards when its first screen was painted. */
async function startOnce(executable: string, profile: string): Promise<Started> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const started = Date.now();
  const app = spawn(
    executable,
    [process.cwd(), ...root, `--user-data-dir=${profile}`, '--remote-debugging-port=0'],
    { stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  while (!existsSync(portFile) || readFileSync(portFile, 'utf8') === '') await wait(50);
  const [port = ''] = readFileSync(portFile, 'utf8').split('\n');
  await wait(2_000);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the app opened no window');
  await page.getByRole('button', { name: /Open the sample/ }).waitFor();
  const painted = await page.evaluate(
    () =>
      performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
  );
  await browser.close();
  return {
    ms: painted - started,
    process: app,
    async close() {
      app.kill();
      await ended;
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function listed(values: readonly number[]): string {
  return values.map((value) => Math.round(value)).join(', ');
}
