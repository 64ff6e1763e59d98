// `npm run e2e [-- PLAYWRIGHT ARGUMENTS]`: the tests in the real Electron.
import { onDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root, tool } from './project.mjs';
import { run } from './run.mjs';

const electron = await prepare();
const [command, ...args] = onDisplay([tool('playwright'), 'test', ...process.argv.slice(2)]);
process.exit(
  await run(command, args, { cwd: root, env: { ...process.env, NEGSCOPE_ELECTRON: electron.path } }),
);
