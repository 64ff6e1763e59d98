import type { Command } from 'commander';
import { z } from 'zod';
import { MiningOptions, addMiningOptions } from '../options/mining-options.ts';
import { resolveSetting } from '../options/resolve-setting.ts';
import { textOption } from '../options/options.ts';
import { toMiningSettings } from '../options/to-mining-settings.ts';
import { miningReportText } from '../output/mining-report-text.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RunCommand } from '../session.ts';

const Options = MiningOptions.extend({
  teacher: z.string().optional(),
  supplied: z.string().optional(),
  run: z.string(),
  split: z.string().optional(),
  replace: z.boolean().default(false),
});

/** `mine WORKSPACE --teacher NAME --run RUN` */
export function addMineCommand(program: Command, run: RunCommand): void {
  const mine = program
    .command('mine')
    .description('retrieve the pool if needed, decide, select, store the run, print its report')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--teacher <NAME>', 'whose scores decide; optional with --supplied'))
    .addOption(
      textOption(
        '--supplied <RUN>',
        'decide negatives that came with the data in place of retrieved ones; without --teacher by their own scores',
      ),
    )
    .addOption(textOption('--run <RUN>', 'what to call the result').makeOptionMandatory())
    .addOption(textOption('--split <S>', 'whose queries (default: train, else the only split)'))
    .option('--replace', 'replace an existing run of this name');
  addMiningOptions(mine)
    .addHelpText(
      'after',
      '\nExample:\n  $ negscope mine scifact.negscope --teacher minilm --run perc95 --method perc-pos --perc 0.95',
    )
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const { teacher, supplied, run: name, split, replace, ...mining } = Options.parse(raw);
        if (teacher === undefined && supplied === undefined)
          throw new AppError('wrong-usage', 'name the teacher whose scores decide: --teacher NAME');
        const path = session.absolute(workspace);
        const base =
          mining.setting === undefined
            ? {}
            : resolveSetting(mining.setting, await session.call(path, 'setting.list', { workspace: path }));
        const report = await session.call(path, 'run.mine', {
          workspace: path,
          ...(teacher === undefined ? {} : { teacher }),
          ...(supplied === undefined ? {} : { supplied }),
          run: name,
          ...(split === undefined ? {} : { split }),
          settings: { ...base, ...toMiningSettings(mining) },
          replace,
        });
        return { json: report, text: miningReportText(report) };
      }),
    );
}
