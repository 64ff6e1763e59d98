// `npm run screenshots`: pictures of every screen in .cache/screenshots, those of README and help in resources/screenshots.
import { join } from 'node:path';
import { onDisplay } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root, tool } from './project.mjs';
import { run } from './run.mjs';

const electron = await prepare();
const config = join(root, 'e2e', 'screenshots', 'playwright.config.ts');
const [command, ...args] = onDisplay([tool('playwright'), 'test', '--config', config]);
process.exit(
  await run(command, args, { cwd: root, env: { ...process.env, NEGSCOPE_ELECTRON: electron.path } }),
);
