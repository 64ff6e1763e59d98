import type { Command } from 'commander';
import { z } from 'zod';
import { rateTargets } from '../../../shared/rates/estimate-rate.ts';
import { AppError } from '../../../shared/errors.ts';
import { choiceOption, textOption, valuesOption } from '../options/options.ts';
import { runRatesText } from '../output/rates-text.ts';
import { nothingChanged, type RunCommand } from '../session.ts';

const Options = z.object({
  run: z.string(),
  at: z.array(z.number()).optional(),
  judge: z.union([z.string(), z.literal(false)]).optional(),
  target: z.enum(rateTargets).optional(),
});

const help = `
selected: of the run's negatives, the share that is relevant. removed, lost: of the relevant (the other) among the naive top n of the same
teacher, the share that the run no longer selects.

With --json: selected, removed, lost, each with judge, human, corrected, rogan_gladen: {estimate, low, high, n_judged, n_human, effective_n,
  method, reason?, lambda?, numerator?, denominator?, worst_case?, warnings?}; an estimate that cannot be made is null with its reason.
  run, pairs, effective_labels, judge, judges, target, mapping, queries, clusters, left_out {reason: labels}, outcomes, and
  at [{value, pairs, effective_labels, starved, selected, removed, lost}]: pointwise intervals. The strata of these rows follow
  the values asked for, so that a number may move a little with A:B:STEP; at the run's own value it is the run's own number.

What counts: labels of drawn pairs given blind, and imported ones by their design: census (every pair of the run), srs (of its selected),
probability (each line's own); with labels import --run, for that run only. Hand-picked labels and those of unknown design are left out, and counted.

Example:
  $ negscope rates scifact.negscope --run perc95 --at 0.85:1:0.01`;

/** `rates WORKSPACE --run RUN` */
export function addRatesCommand(program: Command, run: RunCommand): void {
  program
    .command('rates')
    .description('false-negative rates of a run, corrected by human labels, with intervals')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--run <RUN>', 'which run').makeOptionMandatory())
    .addOption(valuesOption('--at <A:B:STEP>', "also at other values of the run's rule"))
    .addOption(textOption('--judge <NAME>', 'whose answers (default: the judge with most of them)'))
    .option('--no-judge', 'people only')
    .addOption(choiceOption('--target <T>', 'what the interval is to cover (default: this-set)', rateTargets))
    .addHelpText('after', help)
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const { run: name, at, judge, target } = Options.parse(raw);
        const path = session.absolute(workspace);
        const result = await session.call(path, 'rates.run', {
          workspace: path,
          run: name,
          ...(at === undefined ? {} : { at }),
          ...(judge === undefined ? {} : { judge: judge === false ? null : judge }),
          ...(target === undefined ? {} : { target }),
        });
        if (typeof judge === 'string' && !result.judges.includes(judge)) {
          throw new AppError(
            'not-found',
            `no judge "${judge}" has answered in ${workspace}; there ${result.judges.length === 0 ? 'is none' : `are: ${result.judges.join(', ')}`}`,
          );
        }
        return { json: result, text: runRatesText(result) };
      }, nothingChanged),
    );
}
