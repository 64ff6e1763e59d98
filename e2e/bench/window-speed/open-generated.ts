import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp, type LaunchedApp } from '../../launch.ts';
import { writeGeneratedWorkspace, type GeneratedSize } from '../generated-workspace.ts';

const folder = join(process.cwd(), '.cache', 'bench', 'workspaces');

/** The path of a generated workspace, written when it is first wanted. */
export async function generatedPath(size: GeneratedSize): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${size.queries}x${size.poolSize}.negscope`);
  await writeGeneratedWorkspace(path, size);
  return path;
}

/** The app with a generated workspace on its tuning screen, in a window of 1440 × 900, everything exact and at rest. */
export async function openGenerated(size: GeneratedSize): Promise<LaunchedApp> {
  const launched = await launchApp({ args: [await generatedPath(size)] });
  const { app, page } = launched;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await page.locator('.report-tiles.trust-exact').waitFor({ timeout: 120_000 });
  await page.locator('.grid-body .cell.number').first().waitFor({ timeout: 120_000 });
  // The outlines without rules come last.
  await page.waitForTimeout(2_000);
  return launched;
}
