import type { Command } from 'commander';
import { AppError } from '../../../shared/errors.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import { JudgeTargets } from '../../../shared/ipc/judge-request.ts';
import { sliderNames } from '../../../shared/tuning/slider.ts';
import { choiceOption, numberOption, textOption, valuesOption } from '../options/options.ts';
import { wholeNumber } from '../options/parse-number.ts';
import { judgeEstimateText, judgeReportText, probesText } from '../output/judge-text.ts';
import type { Answer, RunCommand, Session } from '../session.ts';
import { addJudgeOptions, JudgeRunOptions } from './judge-options.ts';
import { judgeChoice, judgeLimits, readPairs } from './judge-request.ts';

const help = `
An answer that is refused, late, cut off or unreadable is no label: it is kept with its reason, and --retry-failed asks again.
What was answered is never asked again; the same command goes on where it was stopped. The key is never stored.

With --what plan, --limit pairs are drawn over a grid of the rule's values and the naive baseline, so that rates at any of these values,
and what was removed and lost, come from the same answers; a larger limit adds to them. Rates use a draw of a part by seed 0 only.

Prompts: binary (relevant or not), umbrela (0 to 3, relevant from 2), preference (better than, as good as or worse than the labelled
positive, one call for up to 10 candidates of a query), custom (--template FILE).

With --json: run, what, judge {name, model, endpoint, prompt}, pairs (of the plan), frame (they were drawn from), judged, relevant,
  grades {grade: n}, failed {refused|rejected|time-out|cut-off|unparsable|unreachable|budget: n}, reused (judged before),
  calls, retries, tokens {in, out} (null where the server does not say) and cost (null with cost_reason) of this call, truncated,
  concurrency (most requests at a time), seconds, stopped ("done" or "budget").
With --estimate --json: run, what, judge, pairs, reused, calls (still to be made), tokens {in, out}, seconds, cost (each null with
  tokens_reason, seconds_reason, cost_reason), probe {calls, answered, failed, tokens, seconds, cost, concurrency}.
  The probe makes up to 20 real calls; their answers are kept.
With --probe --json: judge, calls, probes [{probe, n, changed, estimate, low, high, failed, sentence}]: 95 % Wilson intervals.

Ctrl-C stops asking, waits up to ten seconds for answers under way, keeps them, and exits 130; a second one ends at once. Run again, the
same command asks what is left; the window says how far it came and offers to go on, too.

Example:
  $ negscope judge scifact.negscope --run perc95 --endpoint http://localhost:11434/v1 --model llama3.1 --prompt umbrela --estimate
  $ negscope judge scifact.negscope --run perc95 --endpoint openai --model gpt-4o-mini --limit 400 --max-cost 2 --price-in 0.15 --price-out 0.6`;

/** `judge WORKSPACE --run RUN --endpoint URL --model M` */
export function addJudgeCommand(program: Command, run: RunCommand): void {
  const judge = program
    .command('judge')
    .description('let a language model judge the negatives of a run')
    .argument('<WORKSPACE>', 'workspace folder');
  addJudgeOptions(judge)
    .addOption(choiceOption('--what <W>', 'which pairs (default: selected)', JudgeTargets.options))
    .addOption(
      textOption(
        '--pairs <FILE>',
        'JSON Lines of query_id, document_id, and perhaps probability: these pairs',
      ),
    )
    .addOption(
      numberOption('--limit <N>', 'most pairs, drawn at random (default: all, a census)', wholeNumber(1)),
    )
    .addOption(
      choiceOption('--slider <S>', "with plan: the rule that is varied (default: the run's)", sliderNames),
    )
    .addOption(valuesOption('--grid <A:B:STEP>', 'with plan: the declared values (default: the usual ones)'))
    .addOption(numberOption('--at <VALUE>', 'with plan: the draw leans to what is selected there'))
    .option('--estimate', 'print calls, tokens, time and cost from a probe of 20 calls, and stop')
    .option('--retry-failed', 'ask again where there was no usable answer')
    .option(
      '--probe',
      'ask about 50 judged pairs in ways that should change nothing, and say how often it did',
    )
    .addHelpText('after', help)
    .action((workspace: string, raw: unknown) => {
      const options = JudgeRunOptions.parse(raw);
      return run(
        (session) => answer(session, session.absolute(workspace), options),
        interruptedText(options),
      );
    });
}

function interruptedText({ estimate, probe }: JudgeRunOptions): string {
  if (probe !== undefined) return 'nothing of the probe is kept: run the same command again to probe';
  return estimate
    ? 'every answer that came is kept: run the same command again to estimate what is left'
    : 'every answer that came is kept, and nothing is asked twice: run the same command again to judge what is left';
}

async function answer(session: Session, workspace: string, options: JudgeRunOptions): Promise<Answer> {
  const { estimate, probe, pairs: file, limit, seed } = options;
  const what = options.what ?? (file === undefined ? 'selected' : 'pairs');
  if ((what === 'pairs') !== (file !== undefined)) {
    throw new AppError('wrong-usage', '--pairs FILE is given exactly with --what pairs');
  }
  if (estimate && probe !== undefined) throw new AppError('wrong-usage', '--estimate or --probe, not both');
  const judge = await judgeChoice(session, options);
  const limits = judgeLimits(options);
  if (probe !== undefined) {
    const result = await session.call(workspace, 'judge.probe', {
      workspace,
      run: options.run,
      judge,
      limits,
      ...(limit === undefined ? {} : { pairs: limit }),
      ...(seed === undefined ? {} : { seed }),
    });
    return { json: result, text: probesText(result.probes) };
  }
  const { slider, grid, at } = options;
  const declared = {
    ...(slider === undefined ? {} : { slider }),
    ...(grid === undefined ? {} : { grid }),
    ...(at === undefined ? {} : { at }),
  };
  if (what !== 'plan' && Object.keys(declared).length > 0) {
    throw new AppError('wrong-usage', '--slider, --grid and --at go with --what plan');
  }
  const request: Input<'judge.run'> = {
    workspace,
    run: options.run,
    judge,
    limits,
    what,
    retryFailed: options.retryFailed,
    ...(file === undefined ? {} : { pairs: await readPairs(session, file) }),
    ...(what === 'plan' ? { grid: declared } : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(seed === undefined ? {} : { seed }),
  };
  if (estimate) {
    const result = await session.call(workspace, 'judge.estimate', request);
    return { json: result, text: judgeEstimateText(result) };
  }
  const result = await session.call(workspace, 'judge.run', request);
  return { json: result, text: judgeReportText(result) };
}
