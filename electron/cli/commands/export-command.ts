import { Option, type Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import { countOf } from '../../../shared/text/count-text.ts';
import { leftOutText } from '../../../shared/text/left-out-text.ts';
import { choiceOption, textOption } from '../options/options.ts';
import type { RunCommand } from '../session.ts';

const Options = z.object({
  run: z.string(),
  format: ExportFormat,
  out: z.string(),
  candidates: z.boolean().default(false),
  scores: z.boolean().optional(),
  replace: z.boolean().default(false),
});

const formatHelp = `
Formats:
  negscope         every mined query with its positives, threshold, negatives and their scores; --candidates adds all verdicts
  st-triplet       sentence-transformers: anchor, positive, negative; a row per positive and negative
  st-n-tuple       anchor, positive, negative_1 … negative_n; a row per positive, only where all n negatives are there
  st-labeled-pair  anchor, text, label (or score, with --scores)
  st-labeled-list  anchor, texts, labels (or scores, with --scores)
  flagembedding    query, pos, neg, pos_scores, neg_scores
  tevatron         query, positive_passages, negative_passages
  trec             a TREC run of the selected negatives; --candidates writes the whole pool
  beir             a folder: corpus, queries, qrels, hard-negatives.jsonl
What a format cannot hold is left out, counted and reported; nothing is padded. Decisions of relabel are honoured: what was dropped or
promoted is no negative, what was promoted is a positive; the manifest lists them.

Example:
  $ negscope export scifact.negscope --run perc95 --format st-triplet --out train.jsonl`;

/** `export WORKSPACE --run RUN --format F --out PATH` */
export function addExportCommand(program: Command, run: RunCommand): void {
  program
    .command('export')
    .description('write a run in an exchange format, with PATH.manifest.json beside it')
    .argument('<WORKSPACE>', 'workspace folder')
    .addOption(textOption('--run <RUN>', 'which run').makeOptionMandatory())
    .addOption(choiceOption('--format <F>', 'exchange format', ExportFormat.options).makeOptionMandatory())
    .addOption(textOption('--out <PATH>', 'file to write (a folder for beir)').makeOptionMandatory())
    .option('--candidates', 'the whole pool, not only the selected negatives (negscope, trec)')
    .addOption(
      scoresOption(
        '--scores',
        'teacher scores also where they take the place of labels, or are no part of the format',
        true,
      ),
    )
    .addOption(scoresOption('--no-scores', 'no teacher scores where the format can do without', false))
    .option('--replace', 'replace a file that is not an unchanged earlier export')
    .addHelpText('after', formatHelp)
    .action((workspace: string, raw: unknown) =>
      run(async (session) => {
        const { run: name, format, out, candidates, scores, replace } = Options.parse(raw);
        const path = session.absolute(workspace);
        const result = await session.call(path, 'run.export', {
          workspace: path,
          run: name,
          format,
          out: session.absolute(out),
          candidates,
          ...(scores === undefined ? {} : { scores }),
          replace,
        });
        const leftOut = Object.entries(result.left_out).filter(([, count]) => count > 0);
        return {
          json: result,
          text: [
            `Wrote ${countOf(result.lines, 'line')} to ${result.path}`,
            `Manifest ${result.manifest}`,
            `SHA-256 ${result.sha256}`,
            ...leftOut.map(([reason, count]) => `Left out: ${leftOutText(reason, count)}`),
          ].join('\n'),
        };
      }, 'nothing was written, and what was at PATH is as it was: run the same command again to export from the start'),
    );
}

/** One of two flags for one value: the same one again is harmless, the other one is wrong usage. */
function scoresOption(flag: string, description: string, asked: boolean): Option {
  return new Option(flag, description)
    .preset(asked)
    .argParser((_: string, previous: boolean | undefined): boolean => {
      if (previous !== undefined && previous !== asked)
        throw new AppError('wrong-usage', '--scores and --no-scores exclude each other: give one of them');
      return asked;
    });
}
