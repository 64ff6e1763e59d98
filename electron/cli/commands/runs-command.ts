import type { Command } from 'commander';
import { table } from '../output/table.ts';
import { nothingChanged, type RunCommand } from '../session.ts';

/** `runs list|remove`. */
export function addRunsCommand(program: Command, run: RunCommand): void {
  const runs = program
    .command('runs')
    .description('list and remove the runs of a workspace')
    .addHelpText('after', '\nExample:\n  $ negscope runs list scifact.negscope');
  runs
    .command('list')
    .description('the runs of a workspace, mined ones and those that came with the data')
    .argument('<WORKSPACE>', 'workspace folder')
    .addHelpText('after', '\nExample:\n  $ negscope runs list scifact.negscope')
    .action((workspace: string) =>
      run(async (session) => {
        const path = session.absolute(workspace);
        const { runs: stored } = await session.call(path, 'workspace.open', { workspace: path });
        const rows = stored.map((one) => [
          one.run,
          one.teacher ?? '–',
          one.split,
          one.supplied ? 'came with the data' : 'mined',
          one.created,
        ]);
        const titles = ['run', 'teacher', 'split', 'made', 'when'];
        return {
          json: { runs: stored },
          text:
            rows.length === 0
              ? 'No runs yet: negscope mine WORKSPACE --teacher NAME --run RUN.'
              : table(
                  titles.map((title) => ({ title })),
                  rows,
                ),
        };
      }, nothingChanged),
    );
  runs
    .command('remove')
    .description('forget a run')
    .argument('<WORKSPACE>', 'workspace folder')
    .argument('<RUN>', 'its name')
    .addHelpText('after', '\nExample:\n  $ negscope runs remove scifact.negscope perc95')
    .action((workspace: string, name: string) =>
      run(async (session) => {
        const path = session.absolute(workspace);
        await session.call(path, 'run.remove', { workspace: path, run: name });
        return { json: { removed: name }, text: `Removed run ${name}.` };
      }),
    );
}
