import { Option, type Command } from 'commander';
import { z } from 'zod';
import { rateTargets } from '../../../shared/rates/estimate-rate.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { sliderOfSettings } from '../../../shared/tuning/slider.ts';
import { choiceOption, numberOption, textOption, valuesOption } from '../options/options.ts';
import { Counts, countsOption } from '../options/counts-option.ts';
import { once } from '../options/once.ts';
import { decimalWithin } from '../options/parse-number.ts';
import { runRatesText } from '../output/rates-text.ts';
import { nothingChanged, type RunCommand, type Session } from '../session.ts';

const Options = z.object({
  run: z.string(),
  at: z.array(z.number()).optional(),
  judge: z.union([z.string(), z.literal(false)]).optional(),
  target: z.enum(rateTargets).optional(),
  counts: Counts,
  suggest: z.number().optional(),
  mostStarved: z.number().optional(),
});
type Options = z.infer<typeof Options>;

const help = `
selected: of the run's negatives, the share that is relevant. removed, lost: of the relevant (the other) among the naive top n of the same
teacher, the share that the run no longer selects.

With --json: selected, removed, lost, each with judge, human, corrected, rogan_gladen: {estimate, low, high, n_judged, n_human, effective_n,
  method, reason?, lambda?, numerator?, denominator?, worst_case?, warnings?}; an estimate that cannot be made is null with its reason.
  run, pairs, effective_labels, judge, judges, target, mapping, queries, clusters, left_out {reason: labels}, outcomes, outcome_rates
  (shares of the selected with an outcome of its own, by people), and
  at [{value, pairs, effective_labels, starved, selected, removed, lost}]: pointwise intervals. The strata of these rows follow
  the values asked for, so that a number may move a little with A:B:STEP; at the run's own value it is the run's own number.

What counts: labels of drawn pairs given blind, and imported ones by their design: census (every pair of the run), srs (of its selected),
probability (each line's own); with labels import --run, for that run only. Hand-picked labels and those of unknown design are left out, and counted.

--suggest names the loosest value of the run's rule, over its usual values, that labels show to stay under a share of false negatives: from strict
to loose, from the first that has a rate from labels worth 50 in effect, to the first that fails (Learn then Test); or says why none can be shown. Choose the
share first: trying shares until one passes errs. With --json: suggestion {value (null: none), tested, sentence, row}. Labels that were imported for
this run count at its values, too, where they reach.

Example:
  $ negscope rates scifact.negscope --run perc95 --at 0.85:1:0.01
  $ negscope rates scifact.negscope --run perc95 --counts partly=false-negative
  $ negscope rates scifact.negscope --run perc95 --suggest 0.1`;

/** `rates WORKSPACE --run RUN` */
export function addRatesCommand(program: Command, run: RunCommand): void {
  program
    .command('rates')
    .description('false-negative rates of a run, corrected by human labels, with intervals')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--run <RUN>', 'which run').makeOptionMandatory())
    .addOption(valuesOption('--at <A:B:STEP>', "also at other values of the run's rule"))
    .addOption(judgeOption())
    .addOption(peopleOnlyOption())
    .addOption(choiceOption('--target <T>', 'what the interval is to cover (default: this-set)', rateTargets))
    .addOption(countsOption())
    .addOption(
      numberOption(
        '--suggest <SHARE>',
        'also suggest a setting with at most this share of false negatives',
        decimalWithin(0, 0.999, true),
      ),
    )
    .addOption(
      numberOption(
        '--most-starved <SHARE>',
        'with --suggest: at most this share of queries without any negative (default: 0.1)',
        decimalWithin(0, 1),
      ),
    )
    .addHelpText('after', help)
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const options = Options.parse(raw);
        const { run: name, at, judge, suggest, mostStarved } = options;
        if (mostStarved !== undefined && suggest === undefined)
          throw new AppError('wrong-usage', '--most-starved belongs to --suggest');
        const path = session.absolute(workspace);
        const result = await session.call(path, 'rates.run', {
          workspace: path,
          run: name,
          ...(at === undefined ? {} : { at }),
          ...choiceOf(options),
        });
        if (typeof judge === 'string' && !result.judges.includes(judge)) {
          throw new AppError(
            'not-found',
            `no judge "${judge}" has answered in ${workspace}; there ${result.judges.length === 0 ? 'is none' : `are: ${result.judges.join(', ')}`}`,
          );
        }
        const suggestion = await suggested(session, path, options);
        return {
          json: { ...result, ...(suggestion === null ? {} : { suggestion }) },
          text: runRatesText(result, suggestion),
        };
      }, nothingChanged),
    );
}

const bothJudges = '--judge NAME and --no-judge exclude each other: give one of them';

function judgeOption(): Option {
  const name = once((text) => text);
  return new Option('--judge <NAME>', 'whose answers (default: the judge with most of them)').argParser(
    (text: string, previous: string | false | undefined): string => {
      if (previous === false) throw new AppError('wrong-usage', bothJudges);
      return name(text, previous);
    },
  );
}

function peopleOnlyOption(): Option {
  return new Option('--no-judge', 'people only')
    .preset(false)
    .argParser((_: string, previous: string | false | undefined): false => {
      if (typeof previous === 'string') throw new AppError('wrong-usage', bothJudges);
      return false;
    });
}

function choiceOf({ judge, target, counts }: Pick<Options, 'judge' | 'target' | 'counts'>) {
  return {
    ...(counts === undefined ? {} : { mapping: counts }),
    ...(judge === undefined ? {} : { judge: judge === false ? null : judge }),
    ...(target === undefined ? {} : { target }),
  };
}

/** The suggestion along the rule of the run, as the window makes it at the run's setting; null where none was asked for. */
async function suggested(
  session: Session,
  workspace: string,
  { suggest: limit, mostStarved = 0.1, ...options }: Options,
): Promise<Output<'rates.suggest'> | null> {
  if (limit === undefined) return null;
  const {
    split,
    settings,
    teacher,
    supplied_run: supplied,
  } = await session.call(workspace, 'run.report', {
    workspace,
    run: options.run,
  });
  const slider = sliderOfSettings(settings);
  if (slider === null) {
    throw new AppError(
      'wrong-usage',
      `run "${options.run}" has no rule whose value could be moved, so no value of it can be suggested`,
    );
  }
  const pool = { teacher: teacher.name, ...(supplied === undefined ? {} : { supplied }) };
  const view = { workspace, ...pool, split, settings, slider };
  return session.call(workspace, 'rates.suggest', {
    ...view,
    ...choiceOf(options),
    run: options.run,
    limit,
    mostStarved,
  });
}
