import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Evaluation } from '../../../shared/ipc/teacher-calls.ts';
import { countText } from '../../../shared/text/count-text.ts';
import { parseDepths } from '../options/parse-number.ts';
import { textOption } from '../options/options.ts';
import { scoreText } from '../output/number-text.ts';
import { table } from '../output/table.ts';
import type { RunCommand, Session } from '../session.ts';

const Options = z.object({
  teacher: z.string().optional(),
  split: z.string().optional(),
  at: z.array(z.number()).optional(),
  qrels: z.string().optional(),
  runFile: z.string().optional(),
});
type Options = z.infer<typeof Options>;

const twoForms =
  'evaluate takes either WORKSPACE --teacher NAME --split S, or --qrels FILE --run-file FILE without a workspace';

/** `evaluate WORKSPACE --teacher NAME --split S`, or `evaluate --qrels FILE --run-file FILE`. */
export function addEvaluateCommand(program: Command, run: RunCommand): void {
  program
    .command('evaluate')
    .description("nDCG, recall and MRR by trec_eval's definitions")
    .argument('[WORKSPACE]', 'workspace folder; none with --qrels and --run-file')
    .addOption(textOption('--teacher <NAME>', 'which teacher'))
    .addOption(textOption('--split <S>', 'whose labels'))
    .option('--at <DEPTHS>', 'depths with commas between them (default: 10,100)', parseDepths)
    .addOption(textOption('--qrels <FILE>', 'TREC qrels'))
    .addOption(textOption('--run-file <FILE>', 'TREC run'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ negscope evaluate scifact.negscope --teacher minilm --split test\n  $ negscope evaluate --qrels qrels.txt --run-file run.txt --at 10,100',
    )
    .action((workspace: string | undefined, raw: unknown) =>
      run(async (session) => {
        const evaluation = await evaluate(session, workspace, Options.parse(raw));
        return { json: evaluation, text: evaluationText(evaluation) };
      }, 'nothing was changed: run the same command again to evaluate from the start'),
    );
}

function evaluate(session: Session, workspace: string | undefined, options: Options): Promise<Evaluation> {
  const { teacher, split, qrels, runFile } = options;
  const at = options.at === undefined ? {} : { at: options.at };
  if (workspace !== undefined && teacher !== undefined && split !== undefined) {
    if (qrels !== undefined || runFile !== undefined) throw new AppError('wrong-usage', twoForms);
    const path = session.absolute(workspace);
    return session.call(path, 'teacher.evaluate', { workspace: path, teacher, split, ...at });
  }
  const noWorkspace = workspace === undefined && teacher === undefined && split === undefined;
  if (!noWorkspace || qrels === undefined || runFile === undefined) {
    throw new AppError('wrong-usage', twoForms);
  }
  return session.call(null, 'evaluation.files', {
    qrels: session.absolute(qrels),
    runFile: session.absolute(runFile),
    ...at,
  });
}

function evaluationText(evaluation: Evaluation): string {
  const rows = (['ndcg', 'recall', 'mrr'] as const).flatMap((metric) =>
    Object.entries(evaluation[metric]).map(([depth, value]) => [
      { ndcg: 'nDCG', recall: 'recall', mrr: 'MRR' }[metric],
      depth,
      scoreText(value),
    ]),
  );
  const counted = `${countText(evaluation.queries)} queries with a relevant document`;
  return `${table([{ title: 'metric' }, { title: 'at', right: true }, { title: 'value', right: true }], rows)}\n\n${counted}`;
}
