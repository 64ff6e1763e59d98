import { setTimeout as wait } from 'node:timers/promises';
import { seededFloats } from './generated-pool.ts';
import { goToStart, soakActions } from './soak-actions.ts';
import { openGenerated } from './window-speed/open-generated.ts';
import { memoryOf, totalMb, type ProcessMemory } from './window-speed/process-memory.ts';

// Random use of the real window for an hour, or as many minutes as are given: `npm run bench -- soak [MINUTES [SEED]]`. The memory of all
// processes (PSS, as idle memory is measured) at the end must be within 5 % of that after warming up, each the median of three looks, since
// one look may catch what a thread is about to give back (some 10 MB); nothing may be rejected or written to the console as an error. What
// is no file's is told beside it. Other windows of the same Electron take a share of its file's pages: give this one a copy of its own
// (ELECTRON_OVERRIDE_DIST_PATH) while there are any.

/** Until every screen was seen, code is compiled, and the caches of fixed size (builds, masks, DuckDB's pages) are full. */
const warmingMinutes = 10;
/** Between two looks at the memory at rest. */
const lookMinutes = 2;

const [minutes = 60, seed = 1] = process.argv.slice(2).map(Number);
const { app, page, consoleErrors, close } = await openGenerated({ queries: 10_000, poolSize: 100 });
await page.evaluate(() => {
  window.rejections = [];
  addEventListener('unhandledrejection', ({ reason }) => window.rejections?.push(String(reason)));
});

declare global {
  interface Window {
    rejections?: string[];
  }
}

const random = seededFloats(seed);
const started = performance.now();
const endMs = minutes * 60_000;
let steps = 0;
const looks: (readonly ProcessMemory[])[] = [];
const firstLook = Math.min(warmingMinutes, minutes / 2);
const failed = new Map<string, number>();
try {
  while (performance.now() - started < endMs) {
    const action = soakActions[Math.floor(random() * soakActions.length)];
    if (action === undefined) continue;
    const [name, act] = action;
    await act(page, random).catch((error: unknown) => {
      const line = `${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
      failed.set(line, (failed.get(line) ?? 0) + 1);
    });
    steps++;
    if (isDue()) await look();
  }
  await look();
  const rejections = await page.evaluate(() => window.rejections ?? []);
  const growth = growthOf(totalMb);
  process.stdout.write(
    [
      `${minutes} minutes, seed ${seed}, ${steps} steps`,
      `memory of all processes: ${percent(growth)}; without files: ${percent(growthOf(ownMb))}`,
      `console errors: ${consoleErrors.length} ${consoleErrors.slice(0, 3).join(' | ')}`,
      `unhandled rejections: ${rejections.length} ${rejections.slice(0, 3).join(' | ')}`,
      `steps that found nothing to act on: ${[...failed].map(([line, count]) => `${count} × ${line}`).join('; ') || 'none'}`,
    ].join('\n') + '\n',
  );
  process.exitCode = growth > 0.05 || consoleErrors.length > 0 || rejections.length > 0 ? 1 : 0;
} finally {
  await close();
}

/** The last look comes by itself at the end. */
function isDue(): boolean {
  const minute = (performance.now() - started) / 60_000;
  return minute > firstLook + looks.length * lookMinutes && minute < minutes - lookMinutes / 2;
}

async function look(): Promise<void> {
  const minute = Math.round((performance.now() - started) / 60_000);
  const memory = await restingMemory();
  looks.push(memory);
  process.stderr.write(`minute ${minute}, ${steps} steps, ${summary(memory)}\n`);
}

/** After collections and a rest on the same screen with the same rows, so that two moments can be compared. */
async function restingMemory(): Promise<readonly ProcessMemory[]> {
  await goToStart(page);
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 3; turn++) {
    await session.send('HeapProfiler.collectGarbage');
    await wait(3_000);
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const heapMb = Math.round(usedSize / 2 ** 20);
  process.stderr.write(
    `page after collection: heap ${heapMb} MB, ${nodes} nodes, ${jsEventListeners} listeners\n`,
  );
  await session.detach();
  return memoryOf(app.process().pid ?? 0);
}

/** How much larger the middle one of the last three looks is than that of the first three. */
function growthOf(size: (processes: readonly ProcessMemory[]) => number): number {
  const sizes = looks.map((look) => size(look));
  return middleOf(sizes.slice(-3)) / middleOf(sizes.slice(0, 3)) - 1;
}

function middleOf(sizes: readonly number[]): number {
  return sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? NaN;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function ownMb(processes: readonly ProcessMemory[]): number {
  return processes.reduce((sum, one) => sum + one.ownMb, 0);
}

function summary(processes: readonly ProcessMemory[]): string {
  const parts = processes.map((one) => `${one.kind} ${Math.round(one.ownMb)}`).join(', ');
  return `${Math.round(ownMb(processes))} MB of its own (${parts}), ${Math.round(totalMb(processes))} MB with its share of files`;
}
