// `npm run check`: types, lint, format, unused code. Each is run even when one before it has failed.
import { ensureInstalled } from './install.mjs';
import { root, tool } from './project.mjs';
import { run } from './run.mjs';

await ensureInstalled();
const checks = [['tsc', '-b'], ['oxlint'], ['oxfmt', '--check', '.'], ['knip']];
let failed = 0;
for (const [name = '', ...args] of checks) {
  const code = await run(tool(name), args, { cwd: root, shell: process.platform === 'win32' });
  if (code !== 0) {
    failed += 1;
    process.stdout.write(`check: ${name} failed\n`);
  }
}
process.exit(failed === 0 ? 0 : 1);
