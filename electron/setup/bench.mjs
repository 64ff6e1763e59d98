// `npm run bench [-- NAME … ARGUMENT …]`: the measurements in e2e/bench, one after another; each prints its own table. What names
// none of them is passed on.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root, tool } from './project.mjs';
import { run, runOrExit } from './run.mjs';

const electron = await prepare();
const folder = join(root, 'e2e', 'bench');
const built = join(root, '.cache', 'bench');
const all = readdirSync(folder).filter((name) => name.endsWith('.bench.ts'));
const named = (word) => {
  const exact = all.filter((name) => name === `${word}.bench.ts`);
  return exact.length > 0 ? exact : all.filter((name) => name.startsWith(word));
};
const isName = (word) => named(word).length > 0;
const wanted = process.argv.slice(2).filter(isName);
const passedOn = process.argv.slice(2).filter((word) => !isName(word));
const chosen = wanted.length === 0 ? all : [...new Set(wanted.flatMap(named))];
if (wanted.length === 0 && passedOn.length > 0) {
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
    ...passedOn,
  ]);
  const code = await run(command, args, {
    cwd: root,
    env: { ...process.env, NEGSCOPE_ELECTRON: electron.path },
  });
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
