import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { killStory } from '../../electron/testing/kill-story.ts';
import { bundleForNode } from '../../electron/testing/spawn-module.ts';
import { appKills } from '../app-kills.ts';

// `npm run bench -- kill`: KILLS (200) times SIGKILL at random moments to a process that opens a workspace, judges and labels. To reach: no
// acknowledged label lost, no pair asked again whose answer had been stored, the workspace opens every time. Then APP_KILLS (20) times to the whole
// app, while it judges and somebody labels in its window; acknowledged is what the screen said is on disk.

const kills = Number(process.env['KILLS'] ?? 200);
const killsOfApp = process.platform === 'win32' ? 0 : Number(process.env['APP_KILLS'] ?? 20);
const seed = Number(process.env['KILL_SEED'] ?? 3);

await measure(async (folder) => {
  if (kills === 0) return;
  const file = await bundleForNode(
    pathToFileURL(resolve(process.cwd(), 'electron/testing/label-process.ts')),
  );
  const started = performance.now();
  const report = await killStory({ file, folder, kills, seed });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `| kills | while opening | labels acknowledged | pairs judged | failures | seconds |\n| --- | --- | --- | --- | --- | --- |\n| ${kills} | ${report.whileOpening} | ${report.acknowledged} | ${report.judged} | ${report.failures.length} | ${seconds.toFixed(0)} |\n`,
  );
  tell(report.failures);
});
await measure(async (folder) => {
  if (killsOfApp === 0) return;
  const started = performance.now();
  const report = await appKills({ folder, kills: killsOfApp, seed });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `\n| kills of the app | labels acknowledged | pairs judged | failures | seconds |\n| --- | --- | --- | --- | --- |\n| ${killsOfApp} | ${report.acknowledged} | ${report.judged} | ${report.failures.length} | ${seconds.toFixed(0)} |\n`,
  );
  tell(report.failures);
});

async function measure(part: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
  try {
    await part(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function tell(failures: readonly string[]): void {
  for (const failure of failures.slice(0, 20)) process.stdout.write(`${failure.slice(0, 2_000)}\n`);
  if (failures.length > 0) process.exitCode = 1;
}
