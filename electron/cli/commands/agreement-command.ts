import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Rater } from '../../../shared/ipc/agreement-calls.ts';
import { Counts, countsOption } from '../options/counts-option.ts';
import { choiceOption, textOption } from '../options/options.ts';
import { agreementText } from '../output/agreement-text.ts';
import { nothingChanged, type RunCommand } from '../session.ts';

const Options = z.object({
  first: z.string().optional(),
  second: z.string().optional(),
  run: z.string().optional(),
  sight: z.enum(['blind', 'unblind', 'all']).optional(),
  scale: z.enum(['binary', 'grades']).optional(),
  counts: Counts,
});

const help = `
A rater is judge:NAME, human:NAME, or settled (what people settled on: adjudicated, else majority). Without any: settled and the judge with
most answers. Without --run, pairs that both rated, each counted once; with it, the run's negatives by inclusion weights.

With --json: first, second, population, weighted, left_out {reason: n}, n, categories, counts and shares (row-major, first × second),
  coefficients {raw_agreement, kappa, weighted_kappa, ac1, ac2, alpha}, diagnostics {sensitivity, specificity, prevalence,
  positive_predictive, negative_predictive} (null for grades), strata, anchoring, ceilings, sentences, raters.
  Each number: {estimate, low, high, se, observed, expected, n, reason?}; null with its reason where it is not defined.

Example:
  $ negscope agreement scifact.negscope --first settled --second "judge:llama3.1 umbrela-1" --run perc95`;

/** `agreement WORKSPACE` */
export function addAgreementCommand(program: Command, run: RunCommand): void {
  program
    .command('agreement')
    .description('how far people and judges agree, with intervals')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--first <RATER>', 'taken as the truth where one is (default: settled)'))
    .addOption(textOption('--second <RATER>', 'compared with it (default: the judge with most answers)'))
    .addOption(textOption('--run <RUN>', 'speak of the negatives of this run, by weights'))
    .addOption(
      choiceOption('--sight <S>', "labels given with the judge's answer in sight or not (default: blind)", [
        'blind',
        'unblind',
        'all',
      ]),
    )
    .addOption(
      choiceOption('--scale <S>', 'relevant or not, or the raters’ grades (default: binary)', [
        'binary',
        'grades',
      ]),
    )
    .addOption(countsOption())
    .addHelpText('after', help)
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const options = Options.parse(raw);
        const path = session.absolute(workspace);
        const { raters } = await session.call(path, 'agreement.raters', { workspace: path });
        const known = raters.map(({ rater }) => rater);
        const first = raterOf(options.first ?? 'settled', known);
        const second =
          options.second === undefined ? mostAnswering(raters, known, first) : raterOf(options.second, known);
        const measured = await session.call(path, 'agreement.measure', {
          workspace: path,
          first,
          second,
          ...(options.run === undefined ? {} : { population: { kind: 'run', run: options.run } }),
          ...(options.sight === undefined ? {} : { sight: options.sight }),
          ...(options.scale === undefined ? {} : { scale: options.scale }),
          ...(options.counts === undefined ? {} : { mapping: options.counts }),
        });
        const names = { first: nameOf(first), second: nameOf(second) };
        return { json: { ...names, ...measured, raters }, text: agreementText(names, measured) };
      }, nothingChanged),
    );
}

function nameOf(rater: Rater): string {
  return rater.kind === 'settled' ? 'settled' : `${rater.kind}:${rater.name}`;
}

function raterOf(text: string, known: readonly Rater[]): Rater {
  const found = known.find((rater) => nameOf(rater) === text);
  if (found !== undefined) return found;
  const there = known.map(nameOf);
  throw new AppError(
    'not-found',
    there.length === 0
      ? 'nobody has labelled or judged in this workspace yet'
      : `no rater "${text}" here; there are: ${there.join(', ')}`,
  );
}

function mostAnswering(
  raters: readonly { readonly rater: Rater; readonly labels: number }[],
  known: readonly Rater[],
  first: Rater,
): Rater {
  const others = raters.filter(({ rater }) => nameOf(rater) !== nameOf(first) && rater.kind === 'judge');
  const [most] = others.toSorted((a, b) => b.labels - a.labels);
  if (most !== undefined) return most.rater;
  throw new AppError(
    'not-found',
    `no judge has answered here; choose --second among: ${known.map(nameOf).join(', ')}`,
  );
}
