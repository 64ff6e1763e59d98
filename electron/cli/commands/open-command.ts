import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import { startWindow } from '../start-window.ts';
import type { RunCommand } from '../session.ts';

/** `open [WORKSPACE]` */
export function addOpenCommand(program: Command, run: RunCommand): void {
  program
    .command('open')
    .description('open the window, on a workspace when one is named')
    .argument('[WORKSPACE]', 'workspace folder')
    .addHelpText('after', '\nExample:\n  $ negscope open scifact.negscope')
    .action((workspace: string | undefined) =>
      run(async (session) => {
        const path = workspace === undefined ? null : session.absolute(workspace);
        if (path !== null && !existsSync(join(path, 'workspace.json'))) {
          throw new AppError('file-not-found', `${path}: no such workspace; make one with negscope import`);
        }
        const pid = await startWindow(path, session.environment);
        return {
          json: { pid, workspace: path },
          text: `Opened the window (process ${pid})${path === null ? '' : ` on ${path}`}.`,
        };
      }),
    );
}
