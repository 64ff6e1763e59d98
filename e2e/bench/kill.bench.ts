import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { killStory } from '../../electron/testing/kill-story.ts';
import { bundleForNode } from '../../electron/testing/spawn-module.ts';

// `npm run bench -- kill`: KILLS (200) times SIGKILL at random moments to a process that opens a workspace, judges and labels. To reach: no
// acknowledged label lost, no pair asked again whose answer had been stored, the workspace opens every time.

const kills = Number(process.env['KILLS'] ?? 200);

const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
try {
  const file = await bundleForNode(
    pathToFileURL(resolve(process.cwd(), 'electron/testing/label-process.ts')),
  );
  const started = performance.now();
  const report = await killStory({ file, folder, kills, seed: Number(process.env['KILL_SEED'] ?? 3) });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `| kills | while opening | labels acknowledged | pairs judged | failures | seconds |\n| --- | --- | --- | --- | --- | --- |\n| ${kills} | ${report.whileOpening} | ${report.acknowledged} | ${report.judged} | ${report.failures.length} | ${seconds.toFixed(0)} |\n`,
  );
  for (const failure of report.failures.slice(0, 20)) process.stdout.write(`${failure.slice(0, 2_000)}\n`);
  if (report.failures.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
