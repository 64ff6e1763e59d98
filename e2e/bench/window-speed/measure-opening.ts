import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { launchApp } from '../../launch.ts';
import type { GeneratedSize } from '../generated-workspace.ts';
import { generatedPath } from './open-generated.ts';
import { paintedAfter } from './painted-when.ts';
import { memoryOf, totalMb } from './process-memory.ts';
import { mostRow, type ResultRow } from './result-rows.ts';

/** A workspace opened from the list of recent ones: until the first chart is painted, then memory at rest. */
export async function measureOpeningWorkspace(
  name: string,
  size: GeneratedSize,
  turns: number,
): Promise<ResultRow[]> {
  const path = await generatedPath(size);
  const profile = mkdtempSync(join(tmpdir(), 'negscope-opening-'));
  writeFileSync(join(profile, 'recent.json'), JSON.stringify([{ path, openedAt: new Date().toISOString() }]));
  const found: number[] = [];
  let memory: ReturnType<typeof memoryOf> = [];
  try {
    for (let turn = 0; turn < turns; turn++) {
      const { app, page, close } = await launchApp({ userData: profile });
      try {
        await page.locator('.recent-open').first().waitFor();
        // The engine is up by then, as when a person has read the list.
        await page.waitForTimeout(1_500);
        found.push(
          await paintedAfter(page, 'click', '.tune-charts .chart-series', () =>
            page.locator('.recent-open').first().click(),
          ),
        );
        if (turn + 1 < turns) continue;
        await page.waitForTimeout(15_000);
        memory = memoryOf(app.process().pid ?? 0);
      } finally {
        await close();
      }
    }
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const worst = found.toSorted((a, b) => a - b).at(-1) ?? Number.NaN;
  return [
    mostRow(
      `open a workspace with ${name} candidates until the first chart`,
      1_500,
      worst,
      'ms',
      `worst of ${found.map((value) => Math.round(value)).join(', ')}`,
    ),
    mostRow(
      `memory of the renderer at ${name} candidates (PSS)`,
      400,
      totalMb(memory, 'renderer'),
      'MB',
      memory.map(({ kind, pssMb }) => `${kind} ${Math.round(pssMb)}`).join(', '),
    ),
  ];
}
