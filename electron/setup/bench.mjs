// `npm run bench [-- NAME …]`: the measurements in e2e/bench, one after another; each prints its own table.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root, tool } from './project.mjs';
import { run, runOrExit } from './run.mjs';

const electron = await prepare();
const folder = join(root, 'e2e', 'bench');
const built = join(root, '.cache', 'bench');
const wanted = process.argv.slice(2);
const all = readdirSync(folder).filter((name) => name.endsWith('.bench.ts'));
const chosen = all.filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
if (chosen.length === 0) {
  process.stderr.write(
    `No such measurement. There are: ${all.map((name) => name.replace('.bench.ts', '')).join(', ')}\n`,
  );
  process.exit(2);
}

let failed = 0;
for (const name of chosen) {
  // Bundled first: Node 20 does not read TypeScript.
  await runOrExit(
    tool('vite'),
    [
      'build',
      '--config',
      join(folder, 'vite.config.ts'),
      '--ssr',
      join(folder, name),
      '--outDir',
      built,
      '--logLevel',
      'warn',
    ],
    { cwd: root },
  );
  process.stdout.write(`\n# ${name.replace('.bench.ts', '')}\n`);
  const [command, ...args] = onDisplay([
    process.execPath,
    '--expose-gc',
    join(built, name.replace(/\.ts$/, '.js')),
  ]);
  const code = await run(command, args, {
    cwd: root,
    env: { ...process.env, NEGSCOPE_ELECTRON: electron.path },
  });
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
