// `npm start [-- WORKSPACE]`: installs what is missing, builds, and opens the app.
import { onDisplay, sandboxArguments } from './display.mjs';
import { prepare } from './prepare.mjs';
import { root } from './project.mjs';
import { run } from './run.mjs';

const electron = await prepare();
const [command, ...args] = onDisplay([electron.path, root, ...sandboxArguments(), ...process.argv.slice(2)]);
process.exit(await run(command, args, { cwd: process.cwd() }));
