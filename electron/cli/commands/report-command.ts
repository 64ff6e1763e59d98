import type { Command } from 'commander';
import { z } from 'zod';
import { textOption } from '../options/options.ts';
import { miningReportText } from '../output/mining-report-text.ts';
import { nothingChanged, type RunCommand } from '../session.ts';

const Options = z.object({ run: z.string() });

/** `report WORKSPACE --run RUN` */
export function addReportCommand(program: Command, run: RunCommand): void {
  program
    .command('report')
    .description("a run's numbers again")
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--run <RUN>', 'which run').makeOptionMandatory())
    .addHelpText('after', '\nExample:\n  $ negscope report scifact.negscope --run perc95')
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const path = session.absolute(workspace);
        const report = await session.call(path, 'run.report', {
          workspace: path,
          run: Options.parse(raw).run,
        });
        return { json: report, text: miningReportText(report) };
      }, nothingChanged),
    );
}
