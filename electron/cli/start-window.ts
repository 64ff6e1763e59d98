import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { projectFolder } from './project-folder.ts';

const StartCommand = z.object({ path: z.string(), args: z.array(z.string()) });

/** How long the app must live to count as started; one that hands its workspace to a running window ends well before. */
const settledMs = 1_500;

/**
 * Starts the app as a process of its own and returns its id. Errors: `failed` where there is no display, or where it
 * cannot be found or ends at once.
 */
export async function startWindow(
  workspace: string | null,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<number> {
  if (process.platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    throw new AppError(
      'failed',
      'there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open; run it on a desktop, or under xvfb-run',
    );
  }
  const { path, args } = await startCommand();
  const { ELECTRON_RUN_AS_NODE: _, ...appEnvironment } = environment;
  const app = spawn(path, [...args, ...(workspace === null ? [] : [workspace])], {
    detached: true,
    stdio: 'ignore',
    env: appEnvironment,
  });
  await settled(app, path);
  app.unref();
  return app.pid ?? 0;
}

/** In an installed app the program that runs this is Electron itself; in a clone the project's own setup finds one. */
async function startCommand(): Promise<z.infer<typeof StartCommand>> {
  if (process.versions['electron'] !== undefined) return { path: process.execPath, args: [] };
  const root = projectFolder();
  const setup = (file: string): string =>
    JSON.stringify(pathToFileURL(join(root, 'electron/setup', file)).href);
  if (!existsSync(join(root, 'electron/setup/electron-binary.mjs'))) {
    throw new AppError('failed', `${root}: no Electron to open a window with; use the installed app`);
  }
  // In a process of its own, because setup reports on standard output, which belongs to the answer here.
  const script = `
    import { findElectron } from ${setup('electron-binary.mjs')};
    import { sandboxArguments } from ${setup('display.mjs')};
    const electron = await findElectron();
    const args = [${JSON.stringify(root)}, ...sandboxArguments()];
    process.stdout.write('\\n' + JSON.stringify({ path: electron.path, args }));
  `;
  const output = await outputOf(process.execPath, ['--input-type=module', '--eval', script]);
  return StartCommand.parse(JSON.parse(output.trimEnd().split('\n').at(-1) ?? ''));
}

function outputOf(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(parts).toString('utf8'));
      else
        reject(
          new AppError(
            'failed',
            `no Electron could be found or fetched (exit code ${code}); run npm start once`,
          ),
        );
    });
  });
}

function settled(app: ChildProcess, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, settledMs);
    app.on('error', (error) => {
      clearTimeout(timer);
      reject(new AppError('failed', `${path} could not be started: ${error.message}`, { cause: error }));
    });
    app.on('exit', (code, signal) => {
      clearTimeout(timer);
      // A second start ends with 0 after handing its workspace to the window that runs.
      if (code === 0) resolve();
      else
        reject(
          new AppError(
            'failed',
            `the window closed at once (${signal ?? `exit code ${code}`}); npm start says more`,
          ),
        );
    });
  });
}
